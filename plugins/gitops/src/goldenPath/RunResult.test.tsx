import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  type LogEvent,
  scaffolderApiRef,
} from '@backstage/plugin-scaffolder-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onProposalsChanged } from '../proposals/proposalChanges';
import { RunResult } from './RunResult';

type Body = LogEvent['body'] & { output?: object; error?: object };

function toEvent(type: LogEvent['type'], body: Body): LogEvent {
  return { type, body, id: 1, createdAt: '2026-01-01', taskId: 't1' };
}

function renderRun(events: LogEvent[], onBack = () => {}) {
  const streamLogs = () => ({
    subscribe: (observer: { next(event: LogEvent): void }) => {
      events.forEach(event => observer.next(event));
      return { unsubscribe: () => {}, closed: true };
    },
  });
  renderInTestApp(<RunResult taskId="t1" onBack={onBack} />, {
    apis: [[scaffolderApiRef, { streamLogs } as never]],
  });
}

describe('RunResult', () => {
  it('says what runs', async () => {
    renderRun([toEvent('log', { message: 'Opening', stepId: 'propose' })]);
    expect(await screen.findByText('Opening')).toBeInTheDocument();
  });

  it('names the proposal, what happens next, and tells the portal', async () => {
    const onChanged = jest.fn();
    const end = onProposalsChanged(onChanged);
    renderRun([
      toEvent('completion', {
        message: 'done',
        status: 'completed',
        output: { proposalNumber: 42 },
      }),
    ]);
    expect(
      await screen.findByRole('heading', { name: /#42 is open/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Review the proposal' }),
    ).toHaveAttribute('href', '/approvals/42');
    expect(onChanged).toHaveBeenCalled();
    end();
  });

  it('says why there is none, as text, and leads back', async () => {
    const onBack = jest.fn();
    renderRun(
      [
        toEvent('completion', {
          message: 'failed',
          status: 'failed',
          error: { name: 'ConflictError', message: '<b>orders</b> exists' },
        }),
      ],
      onBack,
    );
    expect(await screen.findByText('<b>orders</b> exists')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the form' }),
    );
    expect(onBack).toHaveBeenCalled();
  });
});
