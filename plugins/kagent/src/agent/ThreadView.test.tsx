import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { AT, type EventBody, exchange, runbook } from './__testUtils__/events';
import {
  answer,
  call,
  end,
  result,
  showThread,
} from './__testUtils__/showThread';

describe('what an agent did', () => {
  it('folds several calls into one line, and opens to arguments, results and errors in words', async () => {
    showThread(
      answer(
        { type: 'status', text: 'Reading the alert' },
        call('t', 'get_pods', { namespace: 'acme' }),
        result('t', [{ name: 'web-0', ready: true }]),
        call('u', 'get_logs', { pod: 'web-0' }),
        result('u', { error: 'pods "web-0" is forbidden' }, true),
        end,
      ),
    );
    const line = screen.getByText('Used 2 tools · 2.1 s · 1 failed');
    expect(screen.queryByText('Reading the alert')).toBeNull();
    await userEvent.click(line);
    expect(await screen.findByText('Reading the alert')).toBeInTheDocument();
    await userEvent.click(screen.getByText('get_pods'));
    expect(await screen.findByRole('cell', { name: 'web-0' })).toBeVisible();
    await userEvent.click(screen.getByText('get_logs'));
    expect(
      await screen.findByText('pods "web-0" is forbidden'),
    ).toBeInTheDocument();
    expect(screen.getByText('What went wrong')).toBeInTheDocument();
  });

  it('shows a lone call as its own line with a gist, and that it runs', () => {
    showThread(
      answer(call('t', 'get_pods', { namespace: 'acme' })),
      {},
      {
        status: 'running',
      },
    );
    expect(screen.getByText('acme')).toBeInTheDocument();
    expect(screen.getByText('runs')).toBeInTheDocument();
    expect(screen.getByText('Using get_pods')).toBeInTheDocument();
  });

  it('does not say of a call that waits or got lost that it runs', () => {
    showThread(
      answer(
        call('t', 'delete_pod'),
        {
          type: 'approval-request',
          approvalId: 'p',
          toolCallIds: ['t'],
          digest: 'f'.repeat(64),
        },
        { type: 'message-end', finishReason: 'approval' },
      ),
    );
    expect(screen.getByText('waits for a decision')).toBeInTheDocument();
    expect(
      screen.getByText('The agent waits for a decision.'),
    ).toBeInTheDocument();
  });

  it('shows an agent that was asked, open while it works', () => {
    const asked: EventBody = {
      type: 'subagent-update',
      toolCallId: 't',
      agent: 'k8s-agent',
      state: 'running',
      steps: [
        { kind: 'text', text: 'I **look**.' },
        { kind: 'tool', text: 'get_pods', isError: true },
      ],
    };
    showThread(
      answer(call('t', 'k8s-agent'), asked),
      {},
      { status: 'running' },
    );
    const steps = screen.getByRole('list', { name: 'Steps of k8s-agent' });
    expect(within(steps).getByText('look').tagName).toBe('STRONG');
    expect(steps).toHaveTextContent('get_pods failed');
    expect(screen.getByText('k8s-agent works')).toBeInTheDocument();
    expect(screen.queryByText(/Used/)).toBeNull();
  });
});

describe('an approval', () => {
  const waiting = answer(
    call('t', 'propose-change', {
      title: 'Raise it',
      changes: [{ path: 'a.yaml', content: 'size: 40Gi\n' }],
    }),
    {
      type: 'approval-request',
      approvalId: 'p',
      toolCallIds: ['t'],
      digest: 'f'.repeat(64),
    },
    { type: 'message-end', finishReason: 'approval' },
  );

  it('shows what changes against the file as it is, and every argument as sent', async () => {
    showThread(waiting);
    expect(await screen.findByText('size: 20Gi')).toBeInTheDocument();
    expect(screen.getByText('Removed:')).toBeInTheDocument();
    expect(screen.getByText('Added:')).toBeInTheDocument();
    expect(
      screen.getByText('All arguments, exactly as sent'),
    ).toBeInTheDocument();
    expect(screen.getByText(/"path": "a.yaml"/)).toBeInTheDocument();
  });

  it('keeps the focus in the card when it is sent', async () => {
    const { onDecide } = showThread(waiting);
    const card = screen.getByRole('region', {
      name: 'The agent waits for you',
    });
    await userEvent.click(
      within(card).getByRole('button', { name: 'Approve' }),
    );
    expect(
      within(card).getByRole('button', { name: 'Approve' }),
    ).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(
      screen.getByRole('button', { name: 'Send decision' }),
    );
    expect(onDecide).toHaveBeenCalledTimes(1);
    expect(card).toHaveFocus();
  });

  it('cannot be decided by a reader', () => {
    showThread(waiting, { isReadOnly: true });
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(screen.getByText(/whose conversation this is/)).toBeInTheDocument();
  });
});

describe('a citation', () => {
  const cited = answer(
    { type: 'source', ...runbook },
    { type: 'text-delta', delta: 'Like this [1].' },
    end,
  );

  it('opens the passage with its quote marked and a link to the page', async () => {
    showThread(cited);
    await userEvent.click(screen.getByRole('button', { name: /^Source 1/ }));
    const sheet = await screen.findByRole('dialog', {
      name: 'Restore a database: To a second',
    });
    expect(await within(sheet).findByText('Before that.')).toBeInTheDocument();
    expect(within(sheet).getByText('Quoted:').parentElement).toHaveTextContent(
      runbook.quote,
    );
    expect(
      within(sheet).getByText('Before that.').closest('[class*="quoted"]'),
    ).toBeNull();
    expect(
      within(sheet).getByRole('link', { name: 'Open the page' }),
    ).toHaveAttribute('href', runbook.url);
  });
});

describe('what can be done with a message', () => {
  const whole = [
    ...exchange('First?', 'One.'),
    ...exchange('Second?', 'Two.', 6),
  ];

  it('is to edit a question and ask it anew', async () => {
    const { onEdit } = showThread(whole);
    const [edit] = screen.getAllByRole('button', {
      name: 'Edit and send again',
    });
    await userEvent.click(edit);
    const field = screen.getByRole('textbox', { name: 'Your message' });
    expect(field).toHaveFocus();
    await userEvent.clear(field);
    await userEvent.type(field, 'Third?{Enter}');
    expect(onEdit).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'q1' }),
      'Third?',
    );
  });

  it('is to leave the edit, with the focus where it was', async () => {
    const { onEdit } = showThread(whole);
    const [edit] = screen.getAllByRole('button', {
      name: 'Edit and send again',
    });
    await userEvent.click(edit);
    await userEvent.keyboard('{Escape}');
    expect(onEdit).not.toHaveBeenCalled();
    expect(await screen.findAllByText('First?')).toHaveLength(1);
    await waitFor(() =>
      expect(
        screen.getAllByRole('button', { name: 'Edit and send again' })[0],
      ).toHaveFocus(),
    );
  });

  it('is to have the last question answered again', async () => {
    const { onEdit } = showThread(whole);
    const again = screen.getAllByRole('button', { name: 'Answer again' });
    expect(again).toHaveLength(1);
    await userEvent.click(again[0]);
    expect(onEdit).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'q6' }),
      'Second?',
    );
  });

  it('is to rate an answer with a reason, and to take it back', async () => {
    const bad = { messageId: 'a6', rating: 'bad' as const };
    const { onFeedback } = showThread(whole, {}, { feedback: { a6: bad } });
    const [first, last] = screen.getAllByRole('button', { name: 'Bad answer' });
    expect(last).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(last);
    await userEvent.click(first);
    expect(onFeedback.mock.calls).toEqual([
      ['a6', {}],
      ['a1', { rating: 'bad' }],
    ]);
  });

  it('is only to copy for a reader, and while an answer runs nothing that asks', () => {
    showThread(whole, { isReadOnly: true });
    const names = screen
      .getAllByRole('button')
      .map(button => button.getAttribute('aria-label'));
    expect(new Set(names)).toEqual(
      new Set(['Copy your message', 'Copy answer']),
    );
  });

  it('is only to copy where the conversation is somebody else’s', () => {
    showThread(
      whole,
      {},
      {
        conversation: {
          id: 'c1',
          agent: 'consultant',
          title: '',
          createdAt: AT,
          updatedAt: AT,
          owner: 'user:default/ada',
          access: 'reader',
          pinned: false,
          sharedWith: [],
        },
      },
    );
    expect(screen.queryByRole('button', { name: 'Bad answer' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Edit/ })).toBeNull();
  });

  it('asks for no edit while an answer runs', () => {
    showThread(whole, {}, { status: 'running' });
    expect(screen.queryByRole('button', { name: /Edit/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Answer again' })).toBeNull();
  });
});

describe('what stands beside an answer', () => {
  it('tells tokens, and why a stopped agent may go on', () => {
    showThread(
      answer(
        { type: 'usage', inputTokens: 1204, outputTokens: 310 },
        {
          type: 'message-end',
          finishReason: 'cancelled',
          note: 'The agent may still finish its step.',
        },
      ),
    );
    expect(screen.getByText('1,204 tokens in · 310 out')).toBeInTheDocument();
    expect(
      screen.getByText(/Stopped before its end\. The agent may still/),
    ).toBeInTheDocument();
  });

  it('shows what was attached, and that a secret was removed', async () => {
    const [started] = exchange('See [removed password].', '');
    showThread([
      {
        ...started,
        attachments: [
          {
            kind: 'entity',
            title: 'orders-db',
            text: 'kind: XPostgres',
            url: '/catalog/acme/resource/xpostgres-orders-db',
          },
          {
            kind: 'log',
            title: 'evil',
            text: '<b>x</b>',
            url: 'https://evil.example/',
          },
        ],
      } as ChatEvent,
    ]);
    expect(
      screen.getByText(/looked like a secret was removed/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByText(/orders-db/));
    expect(await screen.findByText('kind: XPostgres')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open orders-db' }),
    ).toHaveAttribute('href', '/catalog/acme/resource/xpostgres-orders-db');
    await userEvent.click(screen.getByText(/Log: evil/));
    expect(await screen.findByText('<b>x</b>')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /evil/ })).toBeNull();
  });

  it('keeps an earlier version in a fold', async () => {
    const [replacing] = exchange('Better?', '', 6);
    showThread([
      ...exchange('First?', 'One.'),
      { ...replacing, replaces: 'q1' } as ChatEvent,
    ]);
    expect(screen.queryByText('One.')).toBeNull();
    await userEvent.click(screen.getByText('Earlier version · 2 messages'));
    expect(await screen.findByText('One.')).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: /Edit/ })).toHaveLength(1);
  });

  it('hides what an edit replaces while that is on its way', () => {
    showThread(
      exchange('First?', 'One.'),
      {},
      {
        status: 'running',
        outgoing: 'Better?',
        outgoingWith: { replaces: 'q1' },
      },
    );
    expect(screen.queryByText('One.')).toBeNull();
    expect(screen.getByText('Better?')).toBeInTheDocument();
  });
});

it('is a silent log with one line that speaks', () => {
  showThread(exchange('Why?', 'Because.'));
  const log = screen.getByRole('log', { name: 'Conversation' });
  expect(log).toHaveAttribute('aria-live', 'off');
  expect(within(log).getAllByRole('status')).toHaveLength(1);
  expect(within(log).getByRole('status')).toHaveTextContent(
    'The answer is complete.',
  );
});
