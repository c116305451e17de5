import '../__testUtils__/wideScreen';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeKagent } from './__testUtils__/FakeKagent';
import { exchange } from './__testUtils__/events';
import { postToast, renderAgent } from './__testUtils__/renderAgent';

beforeEach(() => postToast.mockClear());

const findList = () =>
  screen.findByRole('navigation', { name: 'Conversations' });

async function chooseInMenu(title: string, item: string) {
  const list = await findList();
  const button = await within(list).findByRole('button', {
    name: `More about ${title}`,
  });
  act(() => button.focus());
  await userEvent.keyboard('{Enter}');
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

function createKagent() {
  return new FakeKagent()
    .add('c1', 'Restores', exchange('Why?', 'Because.'))
    .add('c2', 'Caches');
}

it('lists them by day, the pinned ones first, and follows the title', async () => {
  const kagent = createKagent();
  await kagent.updateConversation('c2', { pinned: true });
  renderAgent(kagent, '/agent/c1');
  const list = await findList();
  expect(
    within(
      await within(list).findByRole('region', { name: 'Pinned' }),
    ).getByRole('link'),
  ).toHaveTextContent('Caches');
  expect(within(list).getByRole('link', { name: 'Restores' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  expect(document.title).toMatch(/^Restores/);
});

it('pins, and asks before one is gone', async () => {
  const kagent = createKagent();
  renderAgent(kagent, '/agent/c1');
  await chooseInMenu('Caches', 'Pin');
  const list = await findList();
  expect(
    await within(list).findByRole('region', { name: 'Pinned' }),
  ).toHaveTextContent('Caches');
  await chooseInMenu('Caches', 'Delete…');
  const dialog = await screen.findByRole('dialog');
  expect(kagent.calls).toEqual([['update', 'c2', { pinned: true }]]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() =>
    expect(within(list).queryByRole('link', { name: 'Caches' })).toBeNull(),
  );
});

it('renames in place with Enter, and not with Escape', async () => {
  const kagent = createKagent();
  renderAgent(kagent);
  const list = await findList();
  (await within(list).findByRole('link', { name: 'Caches' })).focus();
  await userEvent.keyboard('{F2}');
  await userEvent.keyboard('Nope{Escape}');
  expect(kagent.calls).toEqual([]);
  expect(within(list).getByRole('link', { name: 'Caches' })).toHaveFocus();
  await chooseInMenu('Caches', 'Rename');
  const field = await screen.findByLabelText('New title of Caches');
  await userEvent.clear(field);
  await userEvent.type(field, ' Redis {Enter}');
  expect(
    await within(list).findByRole('link', { name: 'Redis' }),
  ).toHaveFocus();
  expect(kagent.calls).toEqual([['update', 'c2', { title: 'Redis' }]]);
});

it('says what could not be changed, and leaves it', async () => {
  const kagent = createKagent();
  kagent.updateConversation = async () => {
    throw new Error('The portal is restarting.');
  };
  renderAgent(kagent);
  await chooseInMenu('Caches', 'Pin');
  await waitFor(() =>
    expect(postToast).toHaveBeenCalledWith(
      expect.objectContaining({ description: 'The portal is restarting.' }),
    ),
  );
});

it('searches what was said, shows where, and clears with Escape', async () => {
  renderAgent(createKagent());
  const list = await findList();
  await within(list).findByRole('link', { name: 'Restores' });
  const search = within(list).getByRole('searchbox');
  await userEvent.type(search, 'cach');
  const found = await within(list).findByRole('region', { name: 'Found' });
  expect(within(found).getByRole('link')).toHaveTextContent('Caches');
  expect(found.querySelector('mark')).toHaveTextContent('Cach');
  await userEvent.type(search, 'xyz');
  expect(
    await within(list).findByText(/No conversation says “cachxyz”/),
  ).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  expect(search).toHaveValue('');
  expect(
    await within(list).findByRole('link', { name: 'Restores' }),
  ).toBeInTheDocument();
});

it('tells a failure from an empty list and tries again', async () => {
  const kagent = createKagent();
  kagent.listFailure = new Error('No database.');
  renderAgent(kagent);
  const list = await findList();
  const alert = await within(list).findByRole('alert');
  expect(alert).toHaveTextContent('No database.');
  kagent.listFailure = undefined;
  await userEvent.click(within(alert).getByRole('button'));
  expect(
    await within(list).findByRole('link', { name: 'Caches' }),
  ).toBeInTheDocument();
});

it('shows older ones when asked', async () => {
  const kagent = createKagent();
  kagent.pageSize = 1;
  renderAgent(kagent);
  const list = await findList();
  await within(list).findByRole('link', { name: 'Restores' });
  expect(within(list).queryByRole('link', { name: 'Caches' })).toBeNull();
  await userEvent.click(
    within(list).getByRole('button', { name: 'Show older ones' }),
  );
  expect(
    await within(list).findByRole('link', { name: 'Caches' }),
  ).toBeInTheDocument();
  expect(
    within(list).queryByRole('button', { name: 'Show older ones' }),
  ).toBeNull();
});

it('keeps apart what others share, to be read and exported', async () => {
  const kagent = createKagent();
  const theirs = { access: 'reader' as const, owner: 'user:default/ada' };
  const [shared] = [await kagent.getConversation('c1')];
  kagent.conversations.set('c1', { ...shared, ...theirs });
  renderAgent(kagent, '/agent/c1');
  expect(
    await screen.findByText('Shared by ada; you can read it'),
  ).toBeInTheDocument();
  expect(screen.queryByLabelText('Message')).toBeNull();
  expect(await screen.findByText('Because.')).toBeInTheDocument();
  const list = await findList();
  expect(within(list).queryByRole('link', { name: /Restores/ })).toBeNull();
  await userEvent.click(
    within(list).getByRole('tab', { name: 'Shared with me' }),
  );
  expect(
    await within(list).findByRole('link', { name: /Restores/ }),
  ).toHaveTextContent('by ada');
  await userEvent.click(
    within(list).getByRole('button', { name: 'More about Restores' }),
  );
  const items = (await screen.findAllByRole('menuitem')).map(
    item => item.textContent,
  );
  expect(items).toEqual(['Export as Markdown', 'Export as JSON']);
});

it('exports what the server has, to a file', async () => {
  const files: Blob[] = [];
  // jsdom has neither; a click on a link leads nowhere there.
  URL.createObjectURL = file => {
    if (file instanceof Blob) files.push(file);
    return 'blob:portal/1';
  };
  URL.revokeObjectURL = () => undefined;
  const names: string[] = [];
  jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function click(this: HTMLAnchorElement) {
      names.push(this.download);
    });
  renderAgent(createKagent());
  await chooseInMenu('Restores', 'Export as JSON');
  await waitFor(() => expect(names).toEqual(['restores-2026-03-10.json']));
  expect(files[0].type).toBe('application/json');
  jest.restoreAllMocks();
});

describe('sharing', () => {
  it('finds people and teams, shows with whom, and stops', async () => {
    const kagent = createKagent();
    renderAgent(kagent);
    await chooseInMenu('Restores', 'Share…');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Nobody else can read it.');
    expect(
      within(dialog).getByRole('button', { name: 'Copy link' }),
    ).toBeDisabled();
    await userEvent.type(within(dialog).getByRole('combobox'), 'op');
    await userEvent.click(
      await screen.findByRole('option', { name: /Operators/ }),
    );
    const shared = await within(dialog).findByRole('list', {
      name: 'Shared with',
    });
    expect(shared).toHaveTextContent('operators');
    await userEvent.click(
      within(shared).getByRole('button', {
        name: 'Stop sharing with operators',
      }),
    );
    expect(
      await within(dialog).findByText('Nobody else can read it.'),
    ).toBeInTheDocument();
    expect(kagent.calls).toEqual([
      ['share', 'c1', { with: ['group:default/operators'] }],
      ['share', 'c1', { with: [] }],
    ]);
  });

  it('says that it did not change', async () => {
    const kagent = createKagent();
    kagent.shareConversation = async () => {
      throw new Error('There is no such team.');
    };
    renderAgent(kagent);
    await chooseInMenu('Restores', 'Share…');
    await userEvent.type(await screen.findByRole('combobox'), 'op');
    await userEvent.click(
      await screen.findByRole('option', { name: /Operators/ }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no such team.',
    );
  });
});
