import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ApprovalRequest, ToolCall } from '../../thread';
import { ApprovalCard } from './ApprovalCard';

const pod: ToolCall = { id: 'a', name: 'delete_pod', input: { name: 'web-0' } };
const job: ToolCall = { id: 'b', name: 'delete_job', input: {} };
const approval: ApprovalRequest = {
  id: 'task',
  toolCallIds: ['a', 'b'],
  digest: 'f'.repeat(64),
};

function show(
  props: {
    approval?: ApprovalRequest;
    calls?: ToolCall[];
    idle?: boolean;
  } = {},
) {
  const onDecide = jest.fn();
  render(
    <ApprovalCard
      approval={props.approval ?? approval}
      calls={props.calls ?? [pod, job]}
      onDecide={props.idle === false ? undefined : onDecide}
    />,
  );
  return onDecide;
}

const choose = async (tool: string, choice: string) => {
  const group = screen.getByRole('group', { name: `Decision about ${tool}` });
  await userEvent.click(within(group).getByRole('button', { name: choice }));
};
const sendButton = () => screen.getByRole('button', { name: 'Send decision' });

describe('ApprovalCard', () => {
  it('shows every call with its exact arguments', () => {
    show();
    const call = screen.getByRole('listitem', { name: 'delete_pod' });
    expect(within(call).getByText('web-0')).toBeInTheDocument();
    expect(screen.getByText('No arguments.')).toBeInTheDocument();
  });

  it('sends nothing before every call has a decision, then all at once', async () => {
    const onDecide = show();
    expect(sendButton()).toBeDisabled();
    await choose('delete_pod', 'Approve');
    expect(sendButton()).toBeDisabled();
    await choose('delete_job', 'Reject');
    await userEvent.type(screen.getByLabelText(/Why not/), 'It runs at night.');
    await userEvent.click(sendButton());
    expect(onDecide.mock.calls).toEqual([
      [
        'task',
        {
          digest: approval.digest,
          decisions: [
            { toolCallId: 'a', approved: true, reason: undefined },
            { toolCallId: 'b', approved: false, reason: 'It runs at night.' },
          ],
        },
      ],
    ]);
  });

  it('rejects all by two clicks', async () => {
    const onDecide = show();
    await userEvent.click(screen.getByRole('button', { name: 'Reject all' }));
    await userEvent.click(sendButton());
    expect(
      onDecide.mock.calls[0][1].decisions.map(
        (decision: { approved: boolean }) => decision.approved,
      ),
    ).toEqual([false, false]);
  });

  it('lets nobody decide about a call that cannot be shown', async () => {
    show({ calls: [pod] });
    await choose('delete_pod', 'Approve');
    expect(sendButton()).toBeDisabled();
  });

  it('lets nobody decide while an answer runs', () => {
    show({ idle: false });
    for (const button of screen.getAllByRole('button'))
      expect(button).toBeDisabled();
  });

  it('tells what was decided, by whom and why', () => {
    show({
      approval: {
        ...approval,
        decided: {
          by: 'user:default/ada',
          decisions: [
            { toolCallId: 'a', approved: true },
            { toolCallId: 'b', approved: false, reason: 'At night.' },
          ],
        },
      },
    });
    const rows = screen.getAllByRole('listitem').map(row => row.textContent);
    expect(rows.map(text => text?.trim())).toEqual([
      'delete_pod approved by ada',
      'delete_job rejected by ada: At night.',
    ]);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('a question of an agent', () => {
  const ask: ToolCall = {
    id: 'q',
    name: 'ask_user',
    input: {
      questions: [
        { question: 'Which one?', choices: ['web-0', 'web-1'] },
        { question: 'Why?' },
      ],
    },
  };
  const request = { ...approval, toolCallIds: ['q'] };

  it('is answered by choices and words', async () => {
    const onDecide = show({ approval: request, calls: [ask] });
    const answer = screen.getByRole('button', { name: 'Answer' });
    expect(answer).toBeDisabled();
    await userEvent.click(screen.getByLabelText('web-1'));
    await userEvent.type(screen.getByLabelText('Why?'), 'It hangs');
    await userEvent.click(answer);
    expect(onDecide).toHaveBeenCalledWith('task', {
      digest: approval.digest,
      decisions: [{ toolCallId: 'q', approved: true }],
      answers: [['web-1'], ['It hangs']],
    });
  });

  it('may be left unanswered', async () => {
    const onDecide = show({ approval: request, calls: [ask] });
    await userEvent.click(
      screen.getByRole('button', { name: 'Do not answer' }),
    );
    expect(onDecide).toHaveBeenCalledWith('task', {
      digest: approval.digest,
      decisions: [{ toolCallId: 'q', approved: false }],
      answers: undefined,
    });
  });

  it('keeps the focus when it was answered, and says so', async () => {
    show({ approval: request, calls: [ask] });
    await userEvent.click(
      screen.getByRole('button', { name: 'Do not answer' }),
    );
    expect(
      screen.getByRole('form', { name: 'The agent asks you' }),
    ).toHaveFocus();
  });

  it('reads as answered afterwards', () => {
    const decisions = [{ toolCallId: 'q', approved: true }];
    show({
      approval: { ...request, decided: { by: 'user:default/ada', decisions } },
      calls: [ask],
    });
    expect(screen.getByRole('listitem')).toHaveTextContent(
      'ask_user answered by ada',
    );
  });
});
