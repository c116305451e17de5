import {
  createProposalRequestSchema,
  getFileQuerySchema,
  listProposalsQuerySchema,
  mergeRequestSchema,
} from '@zerotouch/plugin-gitops-common';
import { parseInput } from './parseInput';

describe('parseInput', () => {
  it('returns the value with its defaults', () => {
    expect(parseInput(listProposalsQuerySchema, { limit: '7' })).toEqual({
      limit: 7,
    });
  });

  it.each([
    [mergeRequestSchema, {}, '"headSha"'],
    [mergeRequestSchema, undefined, '"body"'],
    [mergeRequestSchema, { headSha: 'HEAD' }, '40 lower-case hexadecimal'],
    [listProposalsQuerySchema, { state: 'stale' }, '"state"'],
    [listProposalsQuerySchema, { limit: '1000' }, '"limit"'],
    [getFileQuerySchema, {}, '"path"'],
    [getFileQuerySchema, { path: '/etc/passwd' }, '"path"'],
    [getFileQuerySchema, { path: 'docs/../../x' }, '"path"'],
    [
      getFileQuerySchema,
      { path: 'docs/a.md', ref: '--upload-pack=x' },
      '"ref"',
    ],
    [getFileQuerySchema, { path: 'docs/a.md', ref: 'a..b' }, '"ref"'],
    [
      createProposalRequestSchema,
      {
        requestId: 'r',
        title: 't',
        changes: [{ path: '../x', content: '' }],
      },
      '"changes.0.path"',
    ],
  ])('names the field that is wrong', (schema, value, message) => {
    expect(() => parseInput(schema, value)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
