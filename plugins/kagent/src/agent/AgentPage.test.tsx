import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import kagentPlugin, { kagentApiRef } from '..';
import { EXAMPLE_QUESTIONS } from './EmptyThread';
import { FakeKagent } from './__testUtils__/FakeKagent';
import { exchange, numbered, runbook } from './__testUtils__/events';

/** @param path - Where somebody comes from, if anywhere, and then the page. */
function open(kagent: FakeKagent, ...path: string[]) {
  return renderTestApp({
    features: [kagentPlugin],
    initialRouteEntries: path,
    apis: [
      [kagentApiRef, kagent],
      [toastApiRef, { post: jest.fn() }],
    ],
  });
}

const question = 'How do I restore?';
const [asked, started, , , ended] = exchange(question, '');

async function type(text: string) {
  await userEvent.type(await screen.findByLabelText('Message'), text);
}

/** Waits until a message may be sent. */
async function findComposer() {
  await screen.findByText('Consultant answers');
  return screen.findByLabelText('Message');
}

describe('an empty conversation', () => {
  it('offers examples, and asks the one chosen', async () => {
    const kagent = new FakeKagent();
    open(kagent, '/agent');
    for (const example of EXAMPLE_QUESTIONS) {
      expect(
        await screen.findByRole('button', { name: example }),
      ).toBeInTheDocument();
    }
    const first = screen.getByRole('button', { name: EXAMPLE_QUESTIONS[0] });
    await waitFor(() => expect(first).toBeEnabled());
    await userEvent.click(first);
    await waitFor(() =>
      expect(kagent.calls).toEqual([
        ['create', { agent: 'consultant' }],
        ['send', 'c1', { text: EXAMPLE_QUESTIONS[0] }],
      ]),
    );
  });

  it('asks at once what the address says, and once only', async () => {
    const kagent = new FakeKagent();
    open(kagent, '/', `/agent?q=${encodeURIComponent(question)}`);
    await screen.findByText(question);
    kagent.gate.push(...exchange(question, 'From a backup.'));
    kagent.gate.end();
    expect(await screen.findByText('From a backup.')).toBeInTheDocument();
    expect(kagent.calls.filter(([name]) => name === 'send')).toHaveLength(1);
  });

  it('lets no link from outside of the portal ask', async () => {
    const kagent = new FakeKagent();
    open(kagent, `/agent?q=${encodeURIComponent(question)}`);
    await waitFor(() =>
      expect(screen.getByLabelText('Message')).toHaveValue(question),
    );
    await screen.findByRole('button', { name: 'Send' });
    expect(kagent.calls).toEqual([]);
  });
});

describe('asking', () => {
  it('keeps what was sent before the agents were known, and sends it then', async () => {
    const kagent = new FakeKagent();
    const agents = await kagent.listAgents();
    let arrive: () => void = () => {};
    jest.spyOn(kagent, 'listAgents').mockReturnValue(
      new Promise(resolve => {
        arrive = () => resolve(agents);
      }),
    );
    open(kagent, '/agent');
    await type(`${question}{Enter}`);
    expect(await screen.findByText(/Goes out as soon as/)).toBeInTheDocument();
    expect(screen.getByLabelText('Message')).toHaveValue(question);
    expect(kagent.calls.filter(([name]) => name === 'send')).toEqual([]);
    arrive();
    await waitFor(() =>
      expect(kagent.calls).toContainEqual(['send', 'c1', { text: question }]),
    );
    expect(screen.getByLabelText('Message')).toHaveValue('');
  });

  it('streams the answer, says what happens, and ends with sources', async () => {
    const kagent = new FakeKagent().add('c1', 'Restores');
    open(kagent, '/agent/c1');
    await findComposer();
    await type(`${question}{Enter}`);
    expect(kagent.calls).toContainEqual(['send', 'c1', { text: question }]);
    kagent.gate.push(
      asked,
      started,
      ...numbered(
        'a1',
        [
          { type: 'status', text: 'Reading runbook restore' },
          { type: 'source', ...runbook },
          { type: 'text-delta', delta: 'Write a **claim** [1]' },
        ],
        3,
      ),
    );
    const answer = await screen.findByRole('article', { name: 'Consultant' });
    await waitFor(() => expect(answer).toHaveTextContent('Write a claim 1'));
    expect(screen.getByText('claim').tagName).toBe('STRONG');
    expect(
      screen.getAllByRole('status').map(element => element.textContent),
    ).toContainEqual(expect.stringContaining('Reading runbook restore'));
    expect(screen.getByRole('button', { name: 'Stop' })).toBeInTheDocument();

    kagent.gate.push(
      ...numbered(
        'a1',
        [
          { type: 'text-delta', delta: ' now.' },
          { type: 'message-end', finishReason: 'stop' },
        ],
        6,
      ),
    );
    kagent.gate.end();
    expect(
      await screen.findByRole('button', { name: 'Send' }),
    ).toBeInTheDocument();
    expect(answer).toHaveTextContent('Write a claim 1 now.');
    const chips = within(answer).getByRole('list', { name: 'Sources' });
    expect(within(chips).getByRole('link')).toHaveAttribute(
      'href',
      runbook.url,
    );
    expect(
      within(answer).getByRole('button', {
        name: `Source 1: ${runbook.title}, ${runbook.heading}`,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('complementary', { name: 'Sources of the answer' }),
    ).toHaveTextContent(runbook.quote);
    expect(screen.getByText('The answer is complete.')).toBeInTheDocument();
  });

  it('makes a new line with Shift and Enter, and sends no empty message', async () => {
    const kagent = new FakeKagent().add('c1', 'Restores');
    open(kagent, '/agent/c1');
    const composer = await findComposer();
    await type('  {Enter}');
    expect(kagent.calls).toEqual([]);
    await userEvent.clear(composer);
    await type('one{Shift>}{Enter}{/Shift}two');
    expect(composer).toHaveValue('one\ntwo');
    expect(kagent.calls).toEqual([]);
  });

  it('keeps a message that could not be sent, and sends it again', async () => {
    const kagent = new FakeKagent().add('c1', 'Restores');
    open(kagent, '/agent/c1');
    await findComposer();
    kagent.gate.fail(new Error('The portal is restarting.'));
    await type(`${question}{Enter}`);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The portal is restarting.');
    expect(screen.getByText(question)).toBeInTheDocument();
    kagent.gate.push(...exchange(question, 'From a backup.'));
    kagent.gate.end();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('From a backup.')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('stops the answer', async () => {
    const kagent = new FakeKagent().add('c1', 'Restores');
    open(kagent, '/agent/c1');
    await findComposer();
    await type(`${question}{Enter}`);
    kagent.gate.push(asked, started);
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(kagent.calls.at(-1)).toEqual(['cancel', 'c1']);
    kagent.gate.push(
      ...numbered(
        'a1',
        [{ type: 'message-end', finishReason: 'cancelled' }],
        3,
      ),
    );
    kagent.gate.end();
    expect(
      await screen.findByText('Stopped before its end.'),
    ).toBeInTheDocument();
  });
});

describe('what an answer holds', () => {
  async function openAnswer(
    ...bodies: Parameters<typeof numbered>[1]
  ): Promise<HTMLElement> {
    const kagent = new FakeKagent().add('c1', 'Restores', [
      asked,
      started,
      ...numbered(
        'a1',
        [...bodies, { type: 'message-end', finishReason: 'stop' }],
        3,
      ),
    ]);
    open(kagent, '/agent/c1');
    return screen.findByRole('article', { name: 'Consultant' });
  }

  it('makes no element of HTML and loads no image', async () => {
    const answer = await openAnswer({
      type: 'text-delta',
      delta:
        'Hi <img src=http://evil.example/a> ![b](https://evil.example/b) <script>alert(1)</script>',
    });
    expect(answer).toHaveTextContent('<script>alert(1)</script>');
    expect(answer).toHaveTextContent('[image not loaded: b]');
    expect(answer.querySelector('img, script')).toBeNull();
  });

  it('offers an action as the button to press', async () => {
    const answer = await openAnswer(
      {
        type: 'tool-input-available',
        toolCallId: 't',
        toolName: 'open-template',
        input: {},
      },
      {
        type: 'tool-output-available',
        toolCallId: 't',
        output: {
          title: 'Open the filled-in template',
          path: '/create/templates/default/xdragonfly?formData=%7B%7D',
        },
        isError: false,
        durationMs: 12,
      },
    );
    expect(
      within(answer).getByRole('link', { name: 'Open the filled-in template' }),
    ).toHaveAttribute(
      'href',
      '/create/templates/default/xdragonfly?formData=%7B%7D',
    );
    expect(within(answer).getByText('open-template')).toBeInTheDocument();
    expect(within(answer).getByText(/12 ms · done/)).toBeInTheDocument();
  });

  it('shows why the agent failed and asks again', async () => {
    const kagent = new FakeKagent().add('c1', 'Restores', [
      asked,
      started,
      ...numbered(
        'a1',
        [
          { type: 'error', name: 'E', message: 'The model does not answer.' },
          { type: 'message-end', finishReason: 'error' },
        ],
        3,
      ),
    ]);
    open(kagent, '/agent/c1');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The model does not answer.');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Ask again' }),
    );
    expect(kagent.calls.at(-1)).toEqual([
      'send',
      'c1',
      { text: question, replaces: 'q1' },
    ]);
  });

  it('shows what a person wrote as the text it is', async () => {
    const html = '<b>bold</b> **not bold**';
    open(new FakeKagent().add('c1', 'x', exchange(html, 'So.')), '/agent/c1');
    const said = await screen.findByRole('article', { name: 'You' });
    expect(said).toHaveTextContent(html);
    expect(said.querySelector('b, strong')).toBeNull();
  });
});

it('says so when the last answer rests on nothing', async () => {
  const kagent = new FakeKagent().add('c1', 'x', [
    ...exchange(question, 'I found nothing in the docs.'),
  ]);
  open(kagent, '/agent/c1');
  expect(
    await screen.findByText('The last answer rests on no passage of the docs.'),
  ).toBeInTheDocument();
});

describe('conversations', () => {
  it('goes on with an answer that ran while the page was closed', async () => {
    const whole = exchange(question, 'From a backup.');
    const kagent = new FakeKagent().add('c1', 'Restores', whole.slice(0, 3));
    kagent.gate.push(...whole.slice(3));
    kagent.gate.end();
    open(kagent, '/agent/c1');
    expect(await screen.findByText('From a backup.')).toBeInTheDocument();
    expect(kagent.calls).toEqual([['follow', 'c1', { after: 3 }]]);
  });

  it('says that there is none of that id', async () => {
    open(new FakeKagent(), '/agent/nope');
    expect(
      await screen.findByText('There is no such conversation'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Begin a new one' }),
    ).toHaveAttribute('href', '/agent');
  });

  it('is silent about a finished answer that it did not see end', async () => {
    const kagent = new FakeKagent().add('c1', 'x', [
      ...exchange(question, 'x').slice(0, 4),
      ended,
    ]);
    open(kagent, '/agent/c1');
    await screen.findByRole('article', { name: 'Consultant' });
    expect(kagent.calls).toEqual([]);
  });
});
