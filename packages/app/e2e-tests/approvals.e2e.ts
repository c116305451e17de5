import { expect, test } from '@playwright/test';
import { PortalApi } from './portalApi';

const MARKUP =
  '<img src=x onerror="document.title=1"><script>alert(1)</script>';

/** Names of its own, so that the tests can run again on the same data. */
function toPath(name: string) {
  const unique = `${name}-${Date.now().toString(36)}`;
  return `docs/notes/${unique}.md`;
}

async function propose(api: PortalApi, title: string) {
  const path = toPath('note');
  const response = await api.propose(title, [
    { path, content: `# ${title}\n` },
  ]);
  expect(response.ok(), await response.text()).toBe(true);
  const { number } = await response.json();
  return { number: Number(number), path };
}

test('a person rejects with a reason, and the count follows at once', async ({
  page,
  request,
}) => {
  const api = await PortalApi.signIn(request);
  const { number } = await propose(api, 'A note that nobody needs');
  await page.goto(`/approvals/${number}`);
  const count = page.getByLabel(/^\d+\+? waiting$/);
  await expect(count).toBeVisible();
  const before = Number.parseInt(await count.innerText(), 10);

  await expect(page.getByRole('button', { name: 'Reject…' })).toBeEnabled();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled();
  await dialog.getByLabel('Reason').fill('It says nothing new.');
  await dialog.getByRole('button', { name: 'Reject' }).click();

  await expect(page.getByText('It says nothing new.').first()).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Approve and merge' }),
  ).toHaveCount(0);
  if (before === 1) await expect(count).toHaveCount(0);
  else await expect(count).toHaveText(`${before - 1}`);
  const { state, decision } = await api.json(`/api/gitops/proposals/${number}`);
  expect(state).toBe('closed');
  expect(decision).toMatchObject({ reason: 'It says nothing new.' });
});

test('a head that moves while one looks has to be looked at again', async ({
  page,
  request,
}) => {
  const api = await PortalApi.signIn(request);
  const { number } = await propose(api, 'A note that changes');
  await page.goto(`/approvals/${number}`);
  await expect(
    page.getByRole('button', { name: 'Approve and merge' }),
  ).toBeEnabled();

  // Main moves on, and the proposal takes it in: its head is another one now.
  const other = await propose(api, 'Another note');
  expect((await api.merge(other.number)).status()).toBe(200);
  const update = await api.post(`/api/gitops/proposals/${number}/update`, {});
  expect(update.ok(), await update.text()).toBe(true);

  const banner = page
    .getByRole('alert')
    .filter({ hasText: 'Changed since you opened it' });
  await expect(banner).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Approve and merge' }),
  ).toBeDisabled();
  await banner.getByRole('button', { name: 'Show the new version' }).click();
  await expect(
    page.getByRole('button', { name: 'Approve and merge' }),
  ).toBeEnabled();
  await api.post(`/api/gitops/proposals/${number}/close`, {
    reason: 'Only a test.',
  });
});

test('markup in a title and in a message is text', async ({
  page,
  request,
}) => {
  const dialogs: string[] = [];
  page.on('dialog', dialog => {
    dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  const api = await PortalApi.signIn(request);
  const { number } = await propose(api, MARKUP);
  for (const path of ['/', '/approvals', `/approvals/${number}`]) {
    await page.goto(path);
    await expect(page.getByText(MARKUP).first()).toBeVisible();
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
  }
  await page.goto('/agent');
  await page.getByRole('textbox', { name: 'Message' }).fill(MARKUP);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/agent\/.+/);
  await expect(page.getByRole('main').getByText(MARKUP).first()).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(await page.title()).not.toBe('1');
  expect(dialogs).toEqual([]);
  await api.post(`/api/gitops/proposals/${number}/close`, {
    reason: 'Only a test.',
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the queue and a proposal take turns and fit the width', async ({
    page,
    request,
  }) => {
    const api = await PortalApi.signIn(request);
    const title = `A note for the phone ${Date.now()}`;
    const { number } = await propose(api, title);
    await page.goto('/approvals');
    await page.getByRole('link', { name: new RegExp(title) }).click();
    await expect(page).toHaveURL(new RegExp(`/approvals/${number}`));
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(
      page.getByRole('button', { name: 'Approve and merge' }),
    ).toBeEnabled();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'All approvals' }).click();
    await expect(page).toHaveURL(/\/approvals$/);
    await api.post(`/api/gitops/proposals/${number}/close`, {
      reason: 'Only a test.',
    });
  });
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the dark theme follows the system', async ({ page }) => {
    await page.goto('/');
    await expect(
      page.getByRole('heading', { name: 'Needs you' }),
    ).toBeVisible();
    const background = await page.evaluate(
      () => getComputedStyle(document.body).backgroundColor,
    );
    expect(background).toBe('rgb(17, 20, 25)');
  });
});
