/* eslint-disable jest/no-export -- a suite that every forge runs is exported to their tests */
import { GitForge } from '../GitForge';
import {
  CreateForge,
  UNKNOWN_SHA,
  agent,
  errorName,
  founder,
  other,
  request,
  settled,
  useForge,
} from './harness';

const readme = (content: string) =>
  request({ changes: [{ path: 'README.md', content }] });

async function openConflict(forge: GitForge) {
  const first = await forge.createProposal(readme('first\n'));
  const second = await forge.createProposal(readme('second\n'));
  await forge.mergeProposal({ ...first, approver: founder });
  return second;
}

/** Merging, updating and adding commits. */
export function describeDecisions(createForge: CreateForge): void {
  describe('merging', () => {
    const create = useForge(createForge);

    it('merges with two parents and shows who decided', async () => {
      const { forge } = await create();
      const { number, headSha } = await forge.createProposal(
        request({ author: agent, changes: [{ path: 'a.md', content: 'a\n' }] }),
      );
      const { mergeSha } = await forge.mergeProposal({
        number,
        headSha,
        approver: other,
      });
      expect(await forge.getHead()).toBe(mergeSha);
      expect((await forge.readFile({ path: 'a.md' })).content).toBe('a\n');
      expect(await forge.getProposal(number)).toMatchObject({
        state: 'merged',
        mergeSha,
        headSha,
        files: [{ path: 'a.md', status: 'added' }],
        decision: { by: { ref: other.ref, kind: 'human' }, reason: '' },
      });
    });

    it('gives the first merge to who asks twice', async () => {
      const { forge, another } = await create();
      const { number, headSha } = await forge.createProposal(request());
      const options = { number, headSha, approver: founder };
      const first = await forge.mergeProposal(options);
      expect(await forge.mergeProposal(options)).toEqual(first);
      expect(await (await another()).mergeProposal(options)).toEqual(first);
      expect((await forge.listCommits({ limit: 10 })).items).toHaveLength(2);
    });

    it('merges once when many ask at once', async () => {
      const { forge, another } = await create();
      const { number, headSha } = await forge.createProposal(request());
      const second = await another();
      const merges = await Promise.all(
        [forge, second, forge, second].map(item =>
          item.mergeProposal({ number, headSha, approver: founder }),
        ),
      );
      expect(new Set(merges.map(merge => merge.mergeSha)).size).toBe(1);
      expect((await forge.listCommits({ limit: 10 })).items).toHaveLength(2);
    });

    it('merges several proposals at once without losing one', async () => {
      const { forge, another } = await create();
      const second = await another();
      const proposals = [];
      for (let index = 0; index < 6; index++) {
        proposals.push(await forge.createProposal(request()));
      }
      await Promise.all(
        proposals.map(({ number, headSha }, index) =>
          (index % 2 ? forge : second).mergeProposal({
            number,
            headSha,
            approver: founder,
          }),
        ),
      );
      const { items } = await forge.listProposals({
        state: 'merged',
        limit: 10,
      });
      expect(items).toHaveLength(6);
      expect(await forge.listFiles({ prefix: 'tenants/acme' })).toHaveLength(8);
    });

    it('refuses a head that moved, and changes nothing', async () => {
      const { forge } = await create();
      const main = await forge.getHead();
      const { number, headSha } = await forge.createProposal(request());
      const moved = await forge.addCommit({
        number,
        expectedHeadSha: headSha,
        title: 'One more',
        author: agent,
        changes: [{ path: 'b.md', content: 'b\n' }],
      });
      await expect(
        forge.mergeProposal({ number, headSha, approver: founder }),
      ).rejects.toMatchObject({
        name: 'ApprovalStaleError',
        message: expect.stringContaining(moved.headSha),
      });
      expect(await forge.getHead()).toBe(main);
      expect((await forge.getProposal(number)).state).toBe('open');
    });

    it('refuses to decide a merged proposal otherwise', async () => {
      const { forge } = await create();
      const { number, headSha } = await forge.createProposal(request());
      await forge.mergeProposal({ number, headSha, approver: founder });
      for (const call of [
        () =>
          forge.mergeProposal({
            number,
            headSha: UNKNOWN_SHA,
            approver: founder,
          }),
        () => forge.closeProposal({ number, reason: 'late', by: founder }),
        () => forge.updateProposal({ number, author: founder }),
        () =>
          forge.addCommit({
            number,
            expectedHeadSha: headSha,
            title: 'late',
            author: founder,
            changes: [{ path: 'late.md', content: 'x' }],
          }),
      ]) {
        expect(await errorName(call())).toBe('ProposalDecidedError');
      }
      expect((await forge.getProposal(number)).state).toBe('merged');
    });

    it('names the files that conflict and leaves main alone', async () => {
      const { forge } = await create();
      const { number, headSha } = await openConflict(forge);
      const main = await forge.getHead();
      const proposal = await settled(forge, number);
      expect(proposal.mergeable).toBe(false);
      expect(proposal.conflicts).toEqual(['README.md']);
      await expect(
        forge.mergeProposal({ number, headSha, approver: founder }),
      ).rejects.toMatchObject({
        name: 'MergeConflictError',
        conflicts: ['README.md'],
      });
      expect(await forge.getHead()).toBe(main);
    });

    it('sees a conflict between a removed and a changed file', async () => {
      const { forge } = await create();
      const removal = await forge.createProposal(
        request({ changes: [{ path: 'README.md', content: null }] }),
      );
      const change = await forge.createProposal(readme('changed\n'));
      await forge.mergeProposal({ ...removal, approver: founder });
      expect((await settled(forge, change.number)).conflicts).toEqual([
        'README.md',
      ]);
    });

    it('merges changes of different lines of one file', async () => {
      const lines = (first: string, last: string) =>
        [first, ...'abcdefgh', last, ''].join('\n');
      const { forge } = await create({ 'a.txt': lines('1', '2') });
      const change = (content: string) =>
        forge.createProposal(
          request({ changes: [{ path: 'a.txt', content }] }),
        );
      const first = await change(lines('one', '2'));
      const second = await change(lines('1', 'two'));
      await forge.mergeProposal({ ...first, approver: founder });
      await forge.mergeProposal({ ...second, approver: founder });
      expect((await forge.readFile({ path: 'a.txt' })).content).toBe(
        lines('one', 'two'),
      );
    });

    it('holds what a revert needs', async () => {
      const { forge } = await create();
      const { number, headSha, baseSha } = await forge.createProposal(
        readme('changed\n'),
      );
      const { mergeSha } = await forge.mergeProposal({
        number,
        headSha,
        approver: founder,
      });
      const changes = await forge.listChanges({ baseSha, headSha: mergeSha });
      expect(changes.map(change => change.path)).toEqual(['README.md']);
      const before = await forge.readFile({ path: 'README.md', ref: baseSha });
      const revert = await forge.createProposal(readme(before.content));
      await forge.mergeProposal({ ...revert, approver: founder });
      expect((await forge.readFile({ path: 'README.md' })).content).toBe(
        '# Platform\n',
      );
    });
  });

  describe('bringing main in', () => {
    const create = useForge(createForge);

    it('makes the proposal contain main and shows only its own change', async () => {
      const { forge } = await create();
      const proposal = await forge.createProposal(request());
      const another = await forge.createProposal(readme('changed\n'));
      await forge.mergeProposal({ ...another, approver: founder });
      const main = await forge.getHead();
      const updated = await forge.updateProposal({
        number: proposal.number,
        author: founder,
      });
      expect(updated.baseSha).toBe(main);
      expect(updated.headSha).not.toBe(proposal.headSha);
      expect(updated.files).toEqual(proposal.files);
      expect(
        (await forge.readFile({ path: 'README.md', ref: updated.headSha }))
          .content,
      ).toBe('changed\n');
      await forge.mergeProposal({ ...updated, approver: founder });
      const merged = await forge.getProposal(proposal.number);
      expect(merged.files).toEqual(proposal.files);
      expect(merged.baseSha).toBe(main);
    });

    it('does nothing when the proposal contains main', async () => {
      const { forge } = await create();
      const { number, headSha } = await forge.createProposal(request());
      const again = await forge.updateProposal({ number, author: founder });
      expect(again.headSha).toBe(headSha);
    });

    it('refuses when they conflict, and a commit resolves it', async () => {
      const { forge } = await create();
      const { number, headSha } = await openConflict(forge);
      await expect(
        forge.updateProposal({ number, author: founder }),
      ).rejects.toMatchObject({
        name: 'MergeConflictError',
        conflicts: ['README.md'],
      });
      const resolved = await forge.addCommit({
        number,
        expectedHeadSha: headSha,
        title: 'Take what main says',
        author: founder,
        changes: [{ path: 'README.md', content: 'first\n' }],
      });
      expect((await settled(forge, number)).mergeable).toBe(true);
      await forge.mergeProposal({ ...resolved, approver: founder });
    });
  });

  describe('adding commits', () => {
    const create = useForge(createForge);

    it('adds to the change and refuses a head that is not the present one', async () => {
      const { forge } = await create();
      const { number, headSha } = await forge.createProposal(readme('one\n'));
      const add = (content: string) =>
        forge.addCommit({
          number,
          expectedHeadSha: headSha,
          title: 'More',
          author: agent,
          changes: [{ path: 'b.md', content }],
        });
      const { files } = await add('b\n');
      expect(files.map(file => file.path)).toEqual(['README.md', 'b.md']);
      expect(await errorName(add('c\n'))).toBe('ApprovalStaleError');
    });

    it('lets one of two writers with the same head in', async () => {
      const { forge, another } = await create();
      const second = await another();
      const { number, headSha } = await forge.createProposal(request());
      const results = await Promise.all(
        [forge, second].map((item, index) =>
          errorName(
            item.addCommit({
              number,
              expectedHeadSha: headSha,
              title: 'More',
              author: founder,
              changes: [{ path: 'b.md', content: String(index) }],
            }),
          ),
        ),
      );
      expect(results.sort()).toEqual(['ApprovalStaleError', 'no error']);
    });
  });
}
