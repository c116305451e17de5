import type {
  Attachment,
  AttachmentRequest,
} from '@zerotouch/plugin-kagent-common';
import { toAttachmentRequest } from './toAttachmentRequest';

const thing = { title: 'orders-db', text: 'What the agent saw.' };

it.each<[string, Attachment, AttachmentRequest]>([
  [
    'an entity by its ref',
    { kind: 'entity', url: '/catalog/acme/resource/xpostgres-db', ...thing },
    { kind: 'entity', ref: 'resource:acme/xpostgres-db' },
  ],
  [
    'a proposal by its number',
    { kind: 'proposal', url: '/approvals/42', ...thing },
    { kind: 'proposal', number: 42 },
  ],
  [
    'an entity without an address as text',
    { kind: 'entity', ...thing },
    { kind: 'file', ...thing },
  ],
  [
    'a proposal of an odd address as text',
    { kind: 'proposal', url: '/approvals/', ...thing },
    { kind: 'file', ...thing },
  ],
  [
    'a page as text',
    { kind: 'doc', url: '/docs/a', ...thing },
    { kind: 'file', ...thing },
  ],
  ['a log', { kind: 'log', ...thing }, { kind: 'log', ...thing }],
  ['a file', { kind: 'file', ...thing }, { kind: 'file', ...thing }],
])('attaches %s', (_, attachment, request) => {
  expect(toAttachmentRequest(attachment)).toEqual(request);
});
