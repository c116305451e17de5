import type { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { createSummary } from '../__testUtils__/createSummary';
import { AT, exchange, numbered, runbook } from '../__testUtils__/events';
import { toFileName } from './saveConversation';
import { toMarkdown } from './toMarkdown';

const write = (events: ChatEvent[], title = 'Restores') =>
  toMarkdown(
    { ...createSummary({ title }), feedback: [], events },
    { origin: 'https://portal.example' },
  );

it('writes what was said, by whom and when', () => {
  expect(write(exchange('Why?', 'Because **so**.'))).toBe(`# Restores

Agent consultant, begun 2026-03-10 12:00 UTC.

## Person, 2026-03-10 12:00 UTC

Why?

## consultant, 2026-03-10 12:00 UTC

Because **so**.
`);
});

const answer = (...bodies: Parameters<typeof numbered>[1]) =>
  write(
    numbered('a1', [
      {
        type: 'message-start',
        role: 'assistant',
        agent: 'sre',
        createdAt: AT,
      },
      ...bodies,
    ]),
  );

it('writes tools with what they were given and answered, and decisions', () => {
  const text = answer(
    {
      type: 'tool-input-available',
      toolCallId: 't1',
      toolName: 'scale',
      input: { replicas: 3 },
    },
    {
      type: 'approval-request',
      approvalId: 'p1',
      toolCallIds: ['t1'],
      digest: 'd',
    },
    {
      type: 'approval-response',
      approvalId: 'p1',
      approved: false,
      decidedBy: 'user:default/founder',
      decisions: [{ toolCallId: 't1', approved: false, reason: 'Too\nmany' }],
    },
    {
      type: 'tool-output-available',
      toolCallId: 't1',
      output: 'rejected',
      isError: true,
      durationMs: 12.4,
    },
  );
  expect(text).toContain(
    'Tool `scale`, failed after 12 ms.\n\n```json\n{\n  "replicas": 3\n}\n```\n\n```json\nrejected\n```',
  );
  expect(text).toContain(
    'Decision about `scale`: rejected by user:default/founder, "Too many".',
  );
});

it('links sources to the portal', () => {
  expect(answer({ type: 'source', ...runbook })).toContain(
    '1. [Restore a database: To a second](https://portal.example/docs/default/component/zerotouch/runbooks/restore/#to-a-second)',
  );
});

it('keeps what looks like Markdown inside of its fence or line', () => {
  const text = answer(
    {
      type: 'tool-input-available',
      toolCallId: 't1',
      toolName: 'read',
      input: '```\n# Not a heading\n```',
    },
    {
      type: 'source',
      ...runbook,
      title: 'a](https://evil.example) [b',
      heading: '',
      url: '/docs/x(1)',
    },
  );
  expect(text).toContain('````json\n```\n# Not a heading\n```\n````');
  expect(text).toContain(
    '[a\\](https://evil.example) \\[b](https://portal.example/docs/x%281%29)',
  );
  expect(write([], 'One\n# Two')).toMatch(/^# One # Two\n/);
});

it('writes only what still counts after a message was edited', () => {
  const text = write([
    ...exchange('First?', 'One.'),
    ...numbered(
      'q9',
      [
        {
          type: 'message-start',
          role: 'user',
          agent: 'consultant',
          createdAt: AT,
          text: 'Second?',
          replaces: 'q1',
          attachments: [{ kind: 'log', title: 'a.log', text: 'boom' }],
        },
      ],
      6,
    ),
  ]);
  expect(text).not.toContain('First?');
  expect(text).toContain('Attached: a.log\n\n```text\nboom\n```\n\nSecond?');
});

it('names files by title and day', () => {
  const conversation = createSummary({ title: 'Käse: how? / why…' });
  expect(toFileName(conversation, 'json')).toBe('kase-how-why-2026-03-10.json');
  expect(toFileName(createSummary({ title: '…' }), 'markdown')).toBe(
    'conversation-2026-03-10.md',
  );
});
