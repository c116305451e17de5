import { expect, test } from '@playwright/test';

test('a person walks the loop: home, form, proposal, approval, catalog, docs, agent', async ({
  page,
}) => {
  // A name of its own, so that the test can run again on the same data.
  const name = `browser-cache-${Date.now().toString(36).replace(/^\d/, 'n')}`;
  const noise: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') noise.push(message.text());
  });
  page.on('pageerror', error => noise.push(error.message));

  await test.step('home answers what needs me', async () => {
    await page.goto('/');
    await expect(
      page.getByRole('heading', { name: /needs you/i }),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'acme' }).first(),
    ).toBeVisible();
  });

  await test.step('the form shows the claim before anything is written', async () => {
    await page.goto('/create/templates/default/xdragonfly');
    await page
      .getByLabel(/tenant/i)
      .first()
      .click();
    await page.getByRole('option', { name: /acme/ }).click();
    await page.getByRole('textbox', { name: /name/i }).fill(name);
    await page.getByRole('button', { name: /next|review/i }).click();
    for (let index = 0; index < 3; index += 1) {
      const next = page.getByRole('button', { name: /^(next|review)$/i });
      if (!(await next.isVisible())) break;
      await next.click();
    }
    await expect(page.getByText('kind: XDragonfly').first()).toBeVisible();
    await page.getByRole('button', { name: /open proposal|create/i }).click();
    await page
      .getByRole('link', { name: /review the proposal/i })
      .first()
      .click();
    await expect(page).toHaveURL(/\/approvals\/\d+/);
  });

  await test.step('the proposal is approved after its change was shown', async () => {
    await expect(
      page.getByRole('heading', { name: `Add XDragonfly ${name}` }),
    ).toBeVisible();
    await expect(page.getByText('XDragonfly').first()).toBeVisible();
    const approve = page.getByRole('button', { name: 'Approve and merge' });
    await expect(approve).toBeEnabled();
    await approve.click();
    await page.getByRole('link', { name: /view in catalog/i }).click();
  });

  await test.step('the catalog shows the claim', async () => {
    await expect(page).toHaveURL(
      new RegExp(`/catalog/acme/resource/xdragonfly-${name}`),
    );
    await expect(
      page.getByRole('heading', { name: new RegExp(name) }).first(),
    ).toBeVisible();
  });

  await test.step('a runbook opens', async () => {
    await page.goto('/docs/default/component/zerotouch');
    await expect(page.getByText('Runbooks').first()).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('the agent answers with a source and a filled-in form', async () => {
    await page.goto('/agent');
    await page
      .getByRole('textbox', { name: /message|ask/i })
      .fill('How do I add a Dragonfly cache?');
    await page.keyboard.press('Enter');
    await expect(page.getByText('kind: XDragonfly').first()).toBeVisible({
      timeout: 30_000,
    });
    await page
      .getByRole('link', {
        name: /open the filled-in (form|template)/i,
      })
      .first()
      .click();
    await expect(page).toHaveURL(/\/create\/templates\/default\/xdragonfly/);
  });

  expect(noise).toEqual([]);
});
