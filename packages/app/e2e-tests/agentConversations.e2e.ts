import { Download, Page, expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { ChatPage } from './ChatPage';
import { SCRIPTED, SCRIPTED_TITLE as AGENT } from './fakeAgents';
import { PortalApi } from './portalApi';

/** Says something in a new conversation and returns its title, which nothing else has. */
async function talk(page: Page, api: PortalApi, words: string) {
  const chat = await ChatPage.begin(page, api, SCRIPTED);
  const unique = `${words} ${Date.now().toString(36)}`;
  await chat.ask(`count 3 0 ${unique}`);
  await chat.finished(AGENT);
  return { chat, title: `count 3 0 ${unique}`, unique };
}

const rowsOf = (page: Page) =>
  page.getByRole('navigation', { name: 'Conversations' });

async function choose(page: Page, title: string, action: string) {
  await rowsOf(page)
    .getByRole('button', { name: `More about ${title}` })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function readDownload(download: Download) {
  return readFile(await download.path(), 'utf8');
}

test('conversations are found, pinned, renamed, exported and deleted', async ({
  page,
  request,
}) => {
  const api = await PortalApi.signIn(request);
  const { title, unique } = await talk(page, api, 'herring');
  const list = rowsOf(page);
  await expect(list.getByRole('link', { name: title })).toBeVisible();

  await choose(page, title, 'Pin');
  await expect(
    list
      .getByRole('region', { name: 'Pinned' })
      .getByRole('link', { name: title }),
  ).toBeVisible();

  await choose(page, title, 'Rename');
  const field = list.getByRole('textbox', { name: `New title of ${title}` });
  await field.fill(`Fish ${unique}`);
  await field.press('Enter');
  await expect(
    list.getByRole('link', { name: `Fish ${unique}` }),
  ).toBeVisible();

  await list.getByRole('searchbox').fill(unique);
  const found = list.getByRole('link', { name: `Fish ${unique}` });
  await expect(found).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('searchbox').fill(`nothing-${unique}`);
  await expect(list.getByText(/No conversation says/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(found).toBeVisible();

  const [markdown] = await Promise.all([
    page.waitForEvent('download'),
    choose(page, `Fish ${unique}`, 'Export as Markdown'),
  ]);
  expect(await readDownload(markdown)).toContain('w1 w2 w3');
  const [json] = await Promise.all([
    page.waitForEvent('download'),
    choose(page, `Fish ${unique}`, 'Export as JSON'),
  ]);
  expect(JSON.parse(await readDownload(json))).toMatchObject({
    title: `Fish ${unique}`,
  });

  await choose(page, `Fish ${unique}`, 'Delete…');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(found).toHaveCount(0);
  await expect(page).toHaveURL(/\/agent$/);
});

test('the owner shares with a team, and takes it back', async ({
  page,
  request,
}) => {
  const api = await PortalApi.signIn(request);
  const { chat, title } = await talk(page, api, 'shared');
  await choose(page, title, 'Share…');
  const dialog = page.getByRole('dialog', { name: 'Share conversation' });
  await expect(dialog).toContainText('Nobody else can read it.');
  await dialog
    .getByRole('combobox', { name: 'Person or team' })
    .fill('operators');
  await page.getByRole('option', { name: 'Operators' }).click();
  const shared = dialog.getByRole('list', { name: 'Shared with' });
  await expect(shared).toContainText('operators');
  const path = `/api/kagent/conversations/${chat.id}`;
  expect((await api.json(path)).sharedWith).toEqual([
    'group:default/operators',
  ]);
  await shared.getByRole('button', { name: /Stop sharing with/ }).click();
  await expect(dialog).toContainText('Nobody else can read it.');
  expect((await api.json(path)).sharedWith).toEqual([]);
});
