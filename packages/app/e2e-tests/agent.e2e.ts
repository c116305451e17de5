import AxeBuilder from '@axe-core/playwright';
import { APIRequestContext, Page, expect, test } from '@playwright/test';
import { ChatPage } from './ChatPage';
import {
  SCRIPTED,
  SCRIPTED_TITLE as AGENT,
  fakeAgents,
  wordsTo,
} from './fakeAgents';
import { PortalApi } from './portalApi';

test.afterEach(() => fakeAgents.heal());

/** Opens a conversation with the fake agent that plays scripts. */
async function begin(page: Page, request: APIRequestContext) {
  const api = await PortalApi.signIn(request);
  return ChatPage.begin(page, api, SCRIPTED);
}

test('an answer streams with a status line to its whole text', async ({
  page,
}) => {
  await page.goto('/agent');
  const chat = new ChatPage(page);
  await page.getByRole('button', { name: /Consultant answers/ }).click();
  await page.getByRole('button', { name: `Ask ${AGENT}` }).click();
  await chat.ask('hold');
  await expect(chat.answer(AGENT)).toContainText('w10');
  await expect(
    chat.place.getByRole('status').getByText('Writing'),
  ).toBeVisible();
  expect(await chat.wordsOf(AGENT)).toEqual(wordsTo(10));
  await fakeAgents.release('hold');
  await chat.finished(AGENT);
  expect(await chat.wordsOf(AGENT)).toEqual(wordsTo(20));
  await expect(chat.answer(AGENT)).toContainText(/token/i);
  await expect(page).toHaveTitle(/hold/);
});

test('a reload in mid-stream and a second tab show one and the same answer', async ({
  page,
  context,
  request,
}) => {
  const chat = await begin(page, request);
  await chat.ask('hold');
  await expect(chat.answer(AGENT)).toContainText('w10');
  const tab = new ChatPage(await context.newPage());
  await Promise.all([page.reload(), tab.page.goto(page.url())]);
  for (const one of [chat, tab]) {
    await expect(one.answer(AGENT)).toContainText('w10');
  }
  await fakeAgents.release('hold');
  for (const one of [chat, tab]) {
    await one.finished(AGENT);
    expect(await one.wordsOf(AGENT)).toEqual(wordsTo(20));
    await expect(one.place.getByRole('article')).toHaveCount(2);
  }
});

test('stopping says what became of the agent', async ({ page, request }) => {
  const chat = await begin(page, request);
  await chat.ask('hold');
  await expect(chat.answer(AGENT)).toContainText('w10');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(chat.answer(AGENT)).toContainText('Stopped before its end.');
  await expect(chat.answer(AGENT)).not.toContainText('may go on');
  expect(await chat.wordsOf(AGENT)).toEqual(wordsTo(10));

  await fakeAgents.refuseToStop();
  await chat.ask('hold again');
  await expect(chat.answer(AGENT)).toContainText('w10');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(chat.answer(AGENT)).toContainText(/may (still )?(go|work) on/);
});

test('calls that wait are decided one by one in the conversation', async ({
  page,
  request,
}) => {
  const chat = await begin(page, request);
  await chat.ask('delete');
  const card = page.getByRole('region', { name: 'The agent waits for you' });
  const send = card.getByRole('button', { name: 'Send decision' });
  await expect(card).toContainText('web-0');
  await expect(send).toBeDisabled();
  await card
    .getByRole('group', { name: 'Decision about delete_pod' })
    .getByRole('button', { name: 'Approve' })
    .click();
  await expect(send).toBeDisabled();
  await card
    .getByRole('group', { name: 'Decision about delete_job' })
    .getByRole('button', { name: 'Reject' })
    .click();
  await card.getByLabel(/why not/i).fill('It runs tonight.');
  await send.click();
  await expect(chat.answer(AGENT)).toContainText('So be it.');
  const decisions = page.getByRole('list', { name: 'Decisions' });
  await expect(decisions).toContainText('delete_pod approved by founder');
  await expect(decisions).toContainText(
    'rejected by founder: It runs tonight.',
  );
  const { received } = await fakeAgents.received();
  expect(JSON.stringify(received.at(-1))).toContain('It runs tonight.');
  expect(received.at(-1)).toMatchObject({
    decision_type: 'batch',
    decisions: { call_pod: 'approve', call_job: 'reject' },
  });
});

test('calls that wait are decided in Approvals too', async ({
  page,
  request,
}) => {
  const chat = await begin(page, request);
  const before = (await fakeAgents.received()).executed.length;
  await chat.ask('delete in the queue');
  await expect(
    page.getByRole('region', { name: 'The agent waits for you' }),
  ).toBeVisible();
  const { id } = chat;
  await page.goto('/approvals');
  await page
    .getByRole('region', { name: 'Queue' })
    .locator(`a[href*="${id}"]`)
    .click();
  const call = page.getByRole('article', { name: 'Tool call' });
  await expect(call).toContainText('delete_job');
  await call.getByRole('button', { name: 'Reject all' }).click();
  await call.getByRole('button', { name: 'Send decision' }).click();
  await expect(call).toContainText('The decision was passed on');
  await call.getByRole('link', { name: 'Open the conversation' }).click();
  await expect(chat.answer(AGENT)).toContainText('So be it.');
  expect((await fakeAgents.received()).executed).toHaveLength(before);
});

test('an agent asks the person, and goes on with the answer', async ({
  page,
  request,
}) => {
  const chat = await begin(page, request);
  await chat.ask('ask');
  const form = page.getByRole('form', { name: 'The agent asks you' });
  const answer = form.getByRole('button', { name: 'Answer', exact: true });
  await expect(form).toContainText('Which one?');
  await expect(answer).toBeDisabled();
  await form.getByRole('radio', { name: 'b' }).check();
  await answer.click();
  await expect(chat.answer(AGENT)).toContainText('So be it.');
  const { received } = await fakeAgents.received();
  expect(received.at(-1)).toMatchObject({
    ask_user_answers: [{ answer: ['b'] }],
  });
});

test('tools and the agents that were asked show what they did', async ({
  page,
  request,
}) => {
  const chat = await begin(page, request);
  await chat.ask('look');
  await chat.finished(AGENT);
  const answer = chat.answer(AGENT);
  await answer.getByText(/Used 2 tools .*1 failed/).click();
  await answer.getByText('get_logs').click();
  await expect(answer).toContainText('web-0 keeps no logs');

  await chat.ask('delegate');
  await expect(chat.answer(AGENT)).toContainText('kagent/k8s_agent');
  await expect(
    page.getByRole('list', { name: 'Steps of kagent/k8s_agent' }),
  ).toContainText('get_pods');
  await fakeAgents.release('delegate');
  await chat.finished(AGENT);
  await expect(chat.answer(AGENT)).toContainText(/k8s_agent\s*2 steps\s*done/);
});

test('a controller that is down, or answers with a page, is a clear state with a way on', async ({
  page,
  request,
}) => {
  const chat = await begin(page, request);
  for (const [broken, mend] of [
    [fakeAgents.shut, fakeAgents.open],
    [fakeAgents.answerHtml, fakeAgents.heal],
  ]) {
    await broken();
    await page.reload();
    await expect(page.getByText(`${AGENT} is unreachable`)).toBeVisible();
    await chat.ask('count 5 0');
    const alert = page.getByRole('alert').last();
    await expect(alert).toBeVisible();
    await expect(alert).not.toContainText(/<|doctype/);
    await mend();
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(page.getByText(`${AGENT} is unreachable`)).toHaveCount(0);
    await alert.getByRole('button', { name: /again/ }).click();
    await expect.poll(() => chat.wordsOf(AGENT)).toEqual(wordsTo(5));
    await chat.finished(AGENT);
  }
});

test('Ask the agent on an entity begins with that entity, and shows what is sent', async ({
  page,
}) => {
  await page.goto('/catalog/acme/resource/xpostgres-orders-db');
  await page
    .getByRole('main')
    .getByRole('link', { name: 'Ask the agent' })
    .first()
    .click();
  await expect(page).toHaveURL(/\/agent/);
  const chat = new ChatPage(page);
  await page.getByRole('button', { name: /orders-db.*what is sent/ }).click();
  await expect(page.getByLabel(/^Text of .*orders-db/)).toContainText(
    'XPostgres',
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Consultant answers/ }).click();
  await page.getByRole('button', { name: `Ask ${AGENT}` }).click();
  await chat.ask('count 3 0');
  await chat.finished(AGENT);
  await expect(
    page
      .getByRole('article', { name: 'You' })
      .getByRole('list', { name: 'Attached' }),
  ).toContainText('orders-db');
  const { texts } = await fakeAgents.received();
  expect(texts.at(-1)).toMatch(/^count 3 0[^]*Attachment 1, entity/);
});

test('a key opens the agent beside the catalog, and the keyboard does all the rest', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/catalog');
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('.');
  const drawer = page.getByRole('complementary', { name: 'Agent' });
  const chat = new ChatPage(page, drawer);
  await expect(chat.message).toBeFocused();
  const tabTo = async (name: string | RegExp, key = 'Tab') => {
    const target = drawer.getByRole('button', { name }).last();
    for (let presses = 0; presses < 20; presses += 1) {
      if (await target.evaluate(it => it === document.activeElement)) return;
      await page.keyboard.press(key);
    }
    await expect(target).toBeFocused();
  };
  await tabTo(/Consultant answers/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: `Ask ${AGENT}` }).press('Enter');
  // The focus comes back when what was open is gone.
  await expect(
    drawer.getByRole('button', { name: new RegExp(`${AGENT} answers`) }),
  ).toBeFocused();
  await tabTo('Attach', 'Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(chat.message).toBeFocused();
  await page.keyboard.type('hold');
  await page.keyboard.press('Enter');
  await expect(chat.answer(AGENT)).toContainText('w10');
  await tabTo('Stop');
  await page.keyboard.press('Enter');
  await expect(chat.answer(AGENT)).toContainText('Stopped before its end.');
  await tabTo(/^Copy/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('w9 w10');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(/\/catalog/);
});

test('the agent page and the drawer have no faults that axe knows of', async ({
  page,
  request,
}) => {
  const chat = await begin(page, request);
  const check = async (selector: string) => {
    const { violations } = await new AxeBuilder({ page })
      .include(selector)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
    ).toEqual([]);
  };
  await chat.ask('rich');
  await chat.finished(AGENT);
  await expect(chat.answer(AGENT).getByRole('table')).toBeVisible();
  await chat.ask('delete');
  await expect(
    page.getByRole('region', { name: 'The agent waits for you' }),
  ).toBeVisible();
  await check('main');
  await page.goto('/catalog');
  await page.getByRole('button', { name: 'Ask the agent' }).click();
  await expect(
    page.getByRole('complementary', { name: 'Agent' }).getByRole('button', {
      name: /answers/,
    }),
  ).toBeVisible();
  await check('aside[aria-label="Agent"]');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('one asks, reads, and finds another conversation', async ({
    page,
    request,
  }) => {
    const chat = await begin(page, request);
    await chat.ask('rich');
    await chat.finished(AGENT);
    await expect(chat.answer(AGENT).getByRole('table')).toBeVisible();
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
    expect(await overflow()).toBeLessThanOrEqual(0);
    await expect(chat.message).toBeInViewport();
    await page.getByRole('button', { name: 'Conversations' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('link', { name: 'New conversation' }).first().click();
    await expect(sheet).toBeHidden();
    await expect(page).toHaveURL(/\/agent$/);
    await expect(chat.message).toBeInViewport();
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
