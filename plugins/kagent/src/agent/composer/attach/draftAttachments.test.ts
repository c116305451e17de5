import {
  type AttachmentRequest,
  MAX_ATTACHMENTS,
} from '@zerotouch/plugin-kagent-common';
import {
  type DraftAttachment,
  canAttach,
  changeAttachments,
  titleOf,
  toRequests,
} from './draftAttachments';

const proposal = (number: number): AttachmentRequest => ({
  kind: 'proposal',
  number,
});
const draft = (number: number): DraftAttachment => ({
  id: `a${number}`,
  kind: 'proposal',
  title: `#${number}`,
  request: proposal(number),
});

it('adds a thing once', () => {
  const one = changeAttachments([], { type: 'added', attachment: draft(1) });
  expect(
    changeAttachments(one, {
      type: 'added',
      attachment: { ...draft(1), id: 'again' },
    }),
  ).toBe(one);
  expect(canAttach(one, proposal(1))).toBe(false);
  expect(canAttach(one, proposal(2))).toBe(true);
});

it('adds no more than a message may have; what failed to attach does not count', () => {
  const full = Array.from({ length: MAX_ATTACHMENTS }, (_, n) => draft(n + 1));
  expect(canAttach(full, proposal(9))).toBe(false);
  expect(changeAttachments(full, { type: 'added', attachment: draft(9) })).toBe(
    full,
  );
  const broken = {
    id: 'b',
    kind: 'file' as const,
    title: 'x.png',
    error: 'no',
  };
  expect(canAttach([broken, ...full.slice(1)], proposal(9))).toBe(true);
  expect(toRequests([broken, draft(1)])).toEqual([proposal(1)]);
});

it('knows what an agent is given, or why it is not', () => {
  const preview = { kind: 'proposal' as const, title: 'Raise', text: 'diff' };
  const failed = changeAttachments([draft(1), draft(2)], {
    type: 'failed',
    id: 'a1',
    error: 'gone',
  });
  expect(failed).toEqual([{ ...draft(1), error: 'gone' }, draft(2)]);
  const retried = changeAttachments(failed, { type: 'retried', id: 'a1' });
  expect(retried[0].error).toBeUndefined();
  const [previewed] = changeAttachments(retried, {
    type: 'previewed',
    id: 'a1',
    preview,
  });
  expect(previewed.preview).toBe(preview);
});

it('removes and replaces', () => {
  expect(
    changeAttachments([draft(1), draft(2)], { type: 'removed', id: 'a1' }),
  ).toEqual([draft(2)]);
  expect(
    changeAttachments([draft(1)], { type: 'replaced', attachments: [] }),
  ).toEqual([]);
});

it.each<[AttachmentRequest, string]>([
  [
    { kind: 'entity', ref: 'resource:acme/xpostgres-orders-db' },
    'xpostgres-orders-db',
  ],
  [proposal(7), 'Proposal #7'],
  [{ kind: 'doc', path: 'docs/runbooks/restore.md' }, 'runbooks/restore.md'],
  [{ kind: 'log', title: 'web-0', text: 'x' }, 'web-0'],
])('names %j', (request, title) => {
  expect(titleOf(request)).toBe(title);
});
