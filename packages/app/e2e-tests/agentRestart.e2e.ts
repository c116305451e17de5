import { Browser, Page, expect, test } from '@playwright/test';
import { ChatPage } from './ChatPage';
import { OwnPortal } from './OwnPortal';
import {
  SCRIPTED,
  SCRIPTED_TITLE as AGENT,
  fakeAgents,
  wordsTo,
} from './fakeAgents';
import { PortalApi } from './portalApi';

/** Makes the guest of the portal another person, who may read. */
const VISITOR = {
  APP_CONFIG_auth_providers_guest_userEntityRef: '"user:default/visitor"',
  APP_CONFIG_auth_providers_guest_ownershipEntityRefs:
    '["user:default/visitor","group:default/viewers"]',
};

async function openPage(browser: Browser, portal: OwnPortal): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url });
  return context.newPage();
}

async function signIn(page: Page): Promise<PortalApi> {
  return PortalApi.signIn(page.request);
}

/** Begins an answer of each kind and waits until it is in its middle. */
async function interruptible(page: Page, other: Page) {
  const api = await signIn(page);
  const kagent = await ChatPage.begin(page, api, SCRIPTED);
  await kagent.ask('hold');
  await expect(kagent.answer(AGENT)).toContainText('w10');
  const consultant = await ChatPage.begin(other, api, 'consultant');
  await consultant.ask(`hold ${Date.now()}`);
  await expect(consultant.answer('Consultant')).toContainText(
    'Attempt 1 begins.',
  );
  return { kagent, consultant };
}

async function expectWhole(chats: { kagent: ChatPage; consultant: ChatPage }) {
  const { kagent, consultant } = chats;
  await fakeAgents.release('hold');
  await expect
    .poll(() => kagent.wordsOf(AGENT), { timeout: 40_000 })
    .toEqual(wordsTo(20));
  await kagent.finished(AGENT);
  const answer = consultant.answer('Consultant');
  await expect(answer).toContainText('Attempt 2 ends.', { timeout: 40_000 });
  await expect(answer).not.toContainText('Attempt 1');
  await expect(consultant.place.getByRole('article')).toHaveCount(2);
}

test('answers go on when the portal is restarted, and when it crashes; others read what is shared', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const portal = await OwnPortal.start(
    JSON.parse(process.env.AGENTS_PORTAL_ENV ?? '{}'),
  );
  try {
    const pages = [
      await openPage(browser, portal),
      await openPage(browser, portal),
    ] as const;

    await test.step('a rollout: the old one is asked to end', async () => {
      const chats = await interruptible(...pages);
      await portal.stop();
      await portal.start();
      await expectWhole(chats);
    });

    await test.step('a crash: the old one is gone at once', async () => {
      const chats = await interruptible(...pages);
      const api = await signIn(pages[0]);
      const shares = await api.put(
        `/api/kagent/conversations/${chats.kagent.id}/shares`,
        { with: ['group:default/viewers'] },
      );
      expect(shares.status(), await shares.text()).toBe(200);
      await portal.kill();
      await portal.start(VISITOR);
      await expectWhole(chats);

      const visitor = new ChatPage(await openPage(browser, portal));
      await visitor.page.goto(`/agent/${chats.kagent.id}`);
      await expect(visitor.page.getByText(/Shared by founder/)).toBeVisible();
      expect(await visitor.wordsOf(AGENT)).toEqual(wordsTo(20));
      await expect(visitor.message).toHaveCount(0);
      await visitor.page.getByRole('tab', { name: 'Shared with me' }).click();
      await expect(
        visitor.page
          .getByRole('navigation', { name: 'Conversations' })
          .getByRole('link', { name: 'hold' }),
      ).toHaveCount(1);
      await visitor.page.goto(`/agent/${chats.consultant.id}`);
      await expect(
        visitor.page.getByText('There is no such conversation'),
      ).toBeVisible();
    });
  } finally {
    await portal.remove();
  }
});
