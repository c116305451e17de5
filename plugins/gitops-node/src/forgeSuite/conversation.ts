/* eslint-disable jest/no-export -- a suite that every forge runs is exported to their tests */
import {
  CreateForge,
  agent,
  errorName,
  founder,
  other,
  request,
  useForge,
} from './harness';

/** Closing, comments and checks. */
export function describeConversation(createForge: CreateForge): void {
  describe('closing, comments and checks', () => {
    const create = useForge(createForge);

    it('closes with a reason, for good', async () => {
      const { forge } = await create();
      const { number, headSha, files } = await forge.createProposal(request());
      const closed = await forge.closeProposal({
        number,
        reason: 'Not now.\nLater.',
        by: other,
      });
      expect(closed).toMatchObject({
        state: 'closed',
        headSha,
        files,
        decision: { by: other, reason: 'Not now.\nLater.' },
      });
      expect(closed.mergeSha).toBeUndefined();
      for (const call of [
        () => forge.mergeProposal({ number, headSha, approver: founder }),
        () => forge.closeProposal({ number, reason: 'again', by: founder }),
        () => forge.updateProposal({ number, author: founder }),
      ]) {
        expect(await errorName(call())).toBe('ProposalDecidedError');
      }
    });

    it('either merges or closes when both are asked at once', async () => {
      const { forge, another } = await create();
      const second = await another();
      const { number, headSha } = await forge.createProposal(request());
      const [merge, close] = await Promise.all([
        errorName(forge.mergeProposal({ number, headSha, approver: founder })),
        errorName(second.closeProposal({ number, reason: 'no', by: other })),
      ]);
      const { state } = await forge.getProposal(number);
      expect([merge, close, state]).toEqual(
        state === 'merged'
          ? ['no error', 'ProposalDecidedError', 'merged']
          : ['ProposalDecidedError', 'no error', 'closed'],
      );
    });

    it('keeps comments in any state, in order, also when they come at once', async () => {
      const { forge, another } = await create();
      const second = await another();
      const { number } = await forge.createProposal(request());
      await forge.addComment({ number, body: 'First', author: agent });
      await Promise.all(
        ['a', 'b', 'c', 'd'].map((body, index) =>
          (index % 2 ? forge : second).addComment({
            number,
            body,
            author: founder,
          }),
        ),
      );
      await forge.closeProposal({ number, reason: 'no', by: founder });
      const { comments } = await forge.addComment({
        number,
        body: '<b>Last</b>\u0000',
        author: other,
      });
      expect(comments[0]).toMatchObject({ body: 'First', author: agent });
      expect(comments.map(item => item.body).sort()).toEqual(
        ['First', 'a', 'b', 'c', 'd', '<b>Last</b>'].sort(),
      );
      expect(comments.at(-1)?.body).toBe('<b>Last</b>');
      expect(new Set(comments.map(item => item.id)).size).toBe(6);
      expect(
        await errorName(forge.addComment({ number, body: ' ', author: other })),
      ).toBe('InputError');
    });

    it('shows checks of the present head only', async () => {
      const { forge } = await create();
      const { number, headSha } = await forge.createProposal(request());
      const check = (name: string, status: 'success' | 'failure' | 'pending') =>
        forge.setCheck({
          number,
          headSha,
          check: { name, status, summary: 'One sentence.', details: ['a:1'] },
        });
      const state = async () =>
        (await forge.listProposals({ limit: 1 })).items[0]?.checksState;
      await check('render', 'pending');
      expect(await state()).toBe('pending');
      await check('render', 'success');
      expect(await state()).toBe('success');
      await check('lint', 'failure');
      expect(await state()).toBe('failure');
      const { checks } = await forge.getProposal(number);
      expect(checks.map(item => item.name)).toEqual(['lint', 'render']);
      const moved = await forge.addCommit({
        number,
        expectedHeadSha: headSha,
        title: 'More',
        author: founder,
        changes: [{ path: 'b.md', content: 'b\n' }],
      });
      expect(moved.checks).toEqual([]);
      await check('render', 'success');
      expect(await state()).toBe('none');
    });
  });
}
