import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeGitops,
  responseError,
} from '../../approvals/__testUtils__/FakeGitops';
import { createProposal } from '../../approvals/__testUtils__/fixtures';
import { FakeKagent } from '../__testUtils__/FakeKagent';
import { exchange } from '../__testUtils__/events';
import { renderAgent } from '../__testUtils__/renderAgent';

async function findComposer() {
  await screen.findByText(/Consultant answers/);
  return screen.findByLabelText('Message');
}

const sent = (kagent: FakeKagent) =>
  kagent.calls.filter(([name]) => name === 'send').map(call => call[2]);

async function attach(item: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Attach' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  return screen.findByRole('dialog');
}

const chips = () => screen.getByRole('list', { name: 'Attached' });

describe('attaching', () => {
  it('sends what was found in the catalog, with the message', async () => {
    const kagent = new FakeKagent();
    renderAgent(kagent);
    const field = await findComposer();
    const dialog = await attach('From the catalog…');
    await userEvent.type(within(dialog).getByRole('combobox'), 'orders');
    await userEvent.click(
      await screen.findByRole('option', { name: /xpostgres-orders-db/ }),
    );
    await waitFor(() => expect(chips()).toHaveTextContent('orders-db'));
    await userEvent.type(field, 'Why is it slow?{Enter}');
    await waitFor(() =>
      expect(sent(kagent)).toEqual([
        {
          text: 'Why is it slow?',
          attachments: [
            { kind: 'entity', ref: 'resource:acme/xpostgres-orders-db' },
          ],
        },
      ]),
    );
    expect(screen.queryByRole('list', { name: 'Attached' })).toBeNull();
  });

  it('offers the open proposals', async () => {
    renderAgent(new FakeKagent(), '/agent', {
      gitops: new FakeGitops(
        createProposal(),
        createProposal({ number: 7, title: 'Old', state: 'closed' }),
      ),
    });
    await findComposer();
    const dialog = await attach('An open proposal…');
    const [choice, ...others] = await within(dialog).findAllByRole('listitem');
    expect(others).toEqual([]);
    await userEvent.click(within(choice).getByRole('button'));
    expect(chips()).toHaveTextContent('"number":42');
  });

  it('shows exactly what the agent is given', async () => {
    const kagent = new FakeKagent();
    kagent.previewAttachments = async () => [
      { kind: 'log', title: 'web-0', text: 'password=[removed password]' },
    ];
    renderAgent(kagent);
    await findComposer();
    const dialog = await attach('Text of a log…');
    await userEvent.type(within(dialog).getByLabelText('Text'), 'password=x');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Attach' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'web-0: what is sent' }),
    );
    const popover = await screen.findByRole('dialog');
    expect(popover).toHaveTextContent('these 27 characters');
    expect(within(popover).getByLabelText('Text of web-0')).toHaveTextContent(
      'password=[removed password]',
    );
  });

  it('says at the chip what is wrong, tries again, and sends nothing else meanwhile', async () => {
    const kagent = new FakeKagent();
    const preview = kagent.previewAttachments.bind(kagent);
    kagent.previewAttachments = async () => {
      throw new Error('There is no such entity.');
    };
    renderAgent(kagent, '/agent?entity=resource:acme/gone');
    const field = await findComposer();
    expect(
      await within(chips()).findByText('There is no such entity.'),
    ).toBeInTheDocument();
    await userEvent.type(field, 'Why?{Enter}');
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
    expect(kagent.calls).toEqual([]);
    kagent.previewAttachments = preview;
    await userEvent.click(
      within(chips()).getByRole('button', { name: 'Try again' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Send' })).toBeEnabled(),
    );
  });

  it('takes the page of a folder where there is no file of that name', async () => {
    const kagent = new FakeKagent();
    const asked: string[] = [];
    kagent.previewAttachments = async ([request]) => {
      const path = request.kind === 'doc' ? request.path : '';
      asked.push(path);
      if (!path.endsWith('index.md')) throw new Error('No page.');
      return [{ kind: 'doc', title: 'All runbooks', text: '# All' }];
    };
    renderAgent(kagent, '/agent?doc=docs/runbooks.md');
    const field = await findComposer();
    await waitFor(() => expect(chips()).toHaveTextContent('All runbooks'));
    expect(asked).toEqual(['docs/runbooks.md', 'docs/runbooks/index.md']);
    await userEvent.type(field, 'Which?{Enter}');
    await waitFor(() =>
      expect(sent(kagent)).toEqual([
        {
          text: 'Which?',
          attachments: [{ kind: 'doc', path: 'docs/runbooks/index.md' }],
        },
      ]),
    );
  });

  it('refuses a file that is not text at its chip; without it the message goes', async () => {
    const kagent = new FakeKagent();
    renderAgent(kagent);
    const field = await findComposer();
    fireEvent.drop(screen.getByRole('form', { name: 'Write to the agent' }), {
      dataTransfer: {
        types: ['Files'],
        files: [new File(['x'], 'picture.png')],
      },
    });
    expect(
      await screen.findByText(/Only text can be attached/),
    ).toBeInTheDocument();
    await userEvent.type(field, 'Why?');
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
    await userEvent.click(
      within(chips()).getByRole('button', { name: 'Remove picture.png' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(sent(kagent)).toEqual([{ text: 'Why?' }]));
  });

  it('offers to attach a long text that was pasted', async () => {
    renderAgent(new FakeKagent());
    const field = await findComposer();
    await userEvent.type(field, 'Why? ');
    await userEvent.paste('short');
    expect(screen.queryByText(/You pasted/)).toBeNull();
    await userEvent.paste('line\n'.repeat(400));
    expect(
      await screen.findByText('You pasted 2,000 characters.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Attach it instead' }),
    );
    expect(field).toHaveValue('Why? short');
    expect(chips()).toHaveTextContent('Pasted text');
  });
});

describe('an earlier message', () => {
  it('is taken up again with the up arrow, and replaced', async () => {
    const kagent = new FakeKagent().add(
      'c1',
      'Restores',
      exchange('Why?', 'Because.'),
    );
    renderAgent(kagent, '/agent/c1');
    const field = await findComposer();
    await screen.findByText('Because.');
    await userEvent.type(field, 'x{ArrowUp}');
    expect(field).toHaveValue('x');
    await userEvent.clear(field);
    await userEvent.type(field, '{ArrowUp}');
    expect(field).toHaveValue('Why?');
    expect(screen.getByText(/what follows is folded away/)).toBeInTheDocument();
    await userEvent.type(field, '{Escape}');
    expect(field).toHaveValue('');
    await userEvent.type(field, '{ArrowUp} not{Enter}');
    expect(sent(kagent)).toEqual([{ text: 'Why? not', replaces: 'q1' }]);
  });

  it('is remembered by an agent that has a memory of its own', async () => {
    const kagent = new FakeKagent().add(
      'c1',
      'Restores',
      exchange('Why?', 'Because.'),
    );
    kagent.agents = [{ ...kagent.agents[0], runtime: 'cluster' }];
    renderAgent(kagent, '/agent/c1');
    const field = await findComposer();
    await screen.findByText('Because.');
    await userEvent.type(field, '{ArrowUp}');
    expect(screen.getByText(/still remembers it/)).toBeInTheDocument();
  });
});

describe('who answers', () => {
  const cluster = {
    id: 'cluster:kagent/sre',
    title: 'SRE',
    description: 'Looks at pods.',
    runtime: 'cluster',
    health: 'degraded' as const,
    note: 'Its pod is not ready.',
    model: 'gpt-4.1-mini',
    tools: [
      { name: 'get_pods', needsApproval: false },
      { name: 'delete_pod', needsApproval: true },
    ],
  };

  it('is told with model and tools, and chosen before the conversation begins', async () => {
    const kagent = new FakeKagent();
    kagent.agents = [...kagent.agents, cluster];
    renderAgent(kagent);
    const field = await findComposer();
    await userEvent.click(
      screen.getByRole('button', { name: /Consultant answers/ }),
    );
    const popover = await screen.findByRole('dialog');
    expect(popover).toHaveTextContent('degraded: Its pod is not ready.');
    expect(popover).toHaveTextContent('Model gpt-4.1-mini');
    expect(popover).toHaveTextContent('2 tools, 1 of which asks first');
    expect(popover).toHaveTextContent('delete_pod');
    await userEvent.click(
      within(popover).getByRole('button', { name: 'Ask SRE' }),
    );
    expect(await screen.findByText('SRE is degraded')).toBeInTheDocument();
    await userEvent.type(field, 'Why?{Enter}');
    await waitFor(() =>
      expect(kagent.calls).toContainEqual(['create', { agent: cluster.id }]),
    );
  });

  it('that is away says why, and is looked for again', async () => {
    const kagent = new FakeKagent();
    const [consultant] = kagent.agents;
    kagent.agents = [
      { ...consultant, health: 'unreachable', note: 'It answered with HTML.' },
    ];
    renderAgent(kagent);
    expect(
      await screen.findByText('Consultant is unreachable'),
    ).toBeInTheDocument();
    expect(screen.getByText('It answered with HTML.')).toBeInTheDocument();
    kagent.agents = [consultant];
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
    await waitFor(() =>
      expect(screen.queryByText('Consultant is unreachable')).toBeNull(),
    );
  });

  it('stays the agent of the conversation when it is not listed now', async () => {
    const kagent = new FakeKagent().add('c1', 'x', exchange('Why?', 'So.'));
    kagent.agents = [{ ...cluster, health: 'healthy' }];
    renderAgent(kagent, '/agent/c1');
    expect(
      await screen.findByText('consultant is unreachable'),
    ).toBeInTheDocument();
  });
});

describe('limits', () => {
  it('says when a message may be sent again', async () => {
    const kagent = new FakeKagent().add('c1', 'x', exchange('Why?', 'So.'));
    renderAgent(kagent, '/agent/c1');
    const field = await findComposer();
    await screen.findByText('So.');
    kagent.gate.fail(
      await responseError(429, 'TooManyMessagesError', 'Too many messages.'),
    );
    await userEvent.type(field, 'And?{Enter}');
    expect(
      await screen.findByText(/You can send again in \d+ s/),
    ).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('Too many messages.');
    await userEvent.type(field, 'more');
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  });

  it('counts characters near the end of what a message may have', async () => {
    renderAgent(new FakeKagent());
    const field = await findComposer();
    fireEvent.change(field, { target: { value: 'x'.repeat(15_500) } });
    expect(await screen.findByText('500 characters left')).toBeInTheDocument();
    fireEvent.change(field, { target: { value: 'x'.repeat(16_001) } });
    expect(
      await screen.findByText(/1 characters too many/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  });

  it('lets somebody who may only read, read', async () => {
    const kagent = new FakeKagent().add('c1', 'x', exchange('Why?', 'So.'));
    renderAgent(kagent, '/agent/c1', { mayChat: false });
    expect(await screen.findByText('So.')).toBeInTheDocument();
    expect(
      await screen.findByText('Your role may read, but not ask agents'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Message')).toBeDisabled();
  });
});

describe('an address', () => {
  it('attaches what it names and waits for the person', async () => {
    const kagent = new FakeKagent();
    renderAgent(kagent, '/agent?entity=api:default/xpostgres&proposal=42');
    await findComposer();
    await waitFor(() =>
      expect(within(chips()).getAllByRole('listitem')).toHaveLength(2),
    );
    expect(kagent.calls).toEqual([]);
  });

  it('with a question asks at once, with what it names', async () => {
    const kagent = new FakeKagent();
    renderAgent(kagent, '/agent?q=Why%3F&entity=api:default/xpostgres', {
      from: '/',
    });
    await waitFor(() =>
      expect(sent(kagent)).toEqual([
        {
          text: 'Why?',
          attachments: [{ kind: 'entity', ref: 'api:default/xpostgres' }],
        },
      ]),
    );
  });
});
