import { findMergeTrailers, renderMergeMessage } from './mergeMessage';

const headSha = 'a'.repeat(40);
const parents = ['b'.repeat(40), headSha];
const trailers = { number: 7, headSha, approvedBy: 'user:default/founder' };
const message = renderMergeMessage({ ...trailers, title: 'Add orders' });

describe('mergeMessage', () => {
  it('renders a subject and the trailers', () => {
    expect(message).toBe(
      `Add orders (#7)\n\nProposal: 7\nHead: ${headSha}\nApproved-by: user:default/founder\n`,
    );
  });

  it('reads what it rendered, whatever the title', () => {
    for (const title of ['Add', 'Fix (#3)', 'Approved-by: user:default/x']) {
      expect(
        findMergeTrailers({
          parents,
          message: renderMergeMessage({ ...trailers, title }),
        }),
      ).toEqual(trailers);
    }
  });

  it.each([
    ['one parent', parents.slice(0, 1), message],
    ['three parents', [...parents, headSha], message],
    ['another second parent', [headSha, 'c'.repeat(40)], message],
    ['another number', parents, message.replace('(#7)', '(#8)')],
    ['more text', parents, `${message}\nmore\n`],
    ['text in between', parents, message.replace('\n\n', '\n\nbody\n\n')],
    [
      'a trailer twice',
      parents,
      message.replace('Approved', 'Approved-by: user:default/x\nApproved'),
    ],
    ['no trailers', parents, 'Merge branch "x"\n'],
  ])('reads nothing out of a commit with %s', (_, someParents, text) => {
    expect(
      findMergeTrailers({ parents: someParents, message: text }),
    ).toBeUndefined();
  });
});
