/* eslint-disable jest/no-export -- a suite that every forge runs is exported to their tests */
import {
  CreateForge,
  FILES,
  UNKNOWN_SHA,
  founder,
  request,
  useForge,
} from './harness';

/** Reading files and commits. */
export function describeFiles(createForge: CreateForge): void {
  describe('files and commits', () => {
    const create = useForge(createForge);

    it('lists files sorted by path, with blob SHA and size', async () => {
      const { forge } = await create();
      const files = await forge.listFiles();
      expect(files.map(file => file.path)).toEqual(Object.keys(FILES).sort());
      expect(files[0]).toEqual({
        path: 'README.md',
        blobSha: expect.stringMatching(/^[0-9a-f]{40}$/),
        size: 11,
      });
    });

    it('lists only what lies below a prefix, by whole names', async () => {
      const { forge } = await create({
        'tenants/acme/a.yaml': 'a',
        'tenants/acme-two/b.yaml': 'b',
      });
      const files = await forge.listFiles({ prefix: 'tenants/acme' });
      expect(files.map(file => file.path)).toEqual(['tenants/acme/a.yaml']);
      expect(await forge.listFiles({ prefix: 'nowhere' })).toEqual([]);
    });

    it('reads one file at main, at a SHA and at a branch', async () => {
      const { forge } = await create();
      const before = await forge.getHead();
      const proposal = await forge.createProposal(
        request({ changes: [{ path: 'README.md', content: 'new\n' }] }),
      );
      const read = async (ref?: string) =>
        (await forge.readFile({ path: 'README.md', ref })).content;
      expect(await read()).toBe('# Platform\n');
      expect(await read(before)).toBe('# Platform\n');
      expect(await read(proposal.headSha)).toBe('new\n');
      expect(
        await read((await forge.getProposal(proposal.number)).headSha),
      ).toBe('new\n');
    });

    it('refuses a file, a branch and a commit that do not exist', async () => {
      const { forge } = await create();
      for (const options of [
        { path: 'missing.yaml' },
        { path: 'tenants/acme' },
        { path: 'README.md', ref: 'no-such-branch' },
        { path: 'README.md', ref: UNKNOWN_SHA },
        { path: 'README.md', ref: '--help' },
        { path: 'README.md', ref: 'main~1' },
      ]) {
        await expect(forge.readFile(options)).rejects.toMatchObject({
          name: 'NotFoundError',
        });
      }
    });

    it('reads many files in one pass and leaves missing ones out', async () => {
      const { forge } = await create();
      const files = await forge.readFiles({
        paths: ['tenants/acme/tenant.yaml', 'missing.yaml', 'README.md'],
      });
      expect(files.map(file => [file.path, file.content])).toEqual([
        ['README.md', '# Platform\n'],
        ['tenants/acme/tenant.yaml', 'kind: XTenant\n'],
      ]);
    });

    it('keeps bytes and replaces what is no UTF-8 in texts', async () => {
      const bytes = Buffer.from([0x89, 0x50, 0x00, 0xff, 0x0a]);
      const { forge } = await create({ 'docs/logo.png': bytes });
      expect(
        Buffer.from(await forge.readBytes({ path: 'docs/logo.png' })),
      ).toEqual(bytes);
      const { content } = await forge.readFile({ path: 'docs/logo.png' });
      expect(content).toBe('\ufffdP\0\ufffd\n');
    });

    it('reads names and contents beyond ASCII', async () => {
      const path = 'docs/Über uns – 日本 "q" \'s.md';
      const { forge } = await create({ [path]: 'Grüße 👋\n' });
      expect((await forge.listFiles()).map(file => file.path)).toEqual([path]);
      expect((await forge.readFile({ path })).content).toBe('Grüße 👋\n');
      expect((await forge.readFiles({ prefix: 'docs' }))[0]?.content).toBe(
        'Grüße 👋\n',
      );
    });

    it('reads empty files', async () => {
      const { forge } = await create({ empty: '', full: 'x', last: '' });
      const files = await forge.readFiles();
      expect(files.map(file => file.content)).toEqual(['', 'x', '']);
    });

    it('pages through first-parent commits, newest first', async () => {
      const { forge } = await create();
      for (let index = 0; index < 3; index++) {
        const { number, headSha } = await forge.createProposal(request());
        await forge.mergeProposal({ number, headSha, approver: founder });
      }
      const first = await forge.listCommits({ limit: 2 });
      expect(first.items.map(commit => commit.proposalNumber)).toEqual([3, 2]);
      const second = await forge.listCommits({
        limit: 2,
        cursor: first.nextCursor,
      });
      expect(second.items.map(commit => commit.proposalNumber)).toEqual([
        1,
        undefined,
      ]);
      expect(second.nextCursor).toBeUndefined();
    });

    it('lists only the commits that touch a path', async () => {
      const { forge } = await create();
      const changed = await forge.createProposal(
        request({ changes: [{ path: 'README.md', content: 'new\n' }] }),
      );
      const another = await forge.createProposal(request());
      for (const { number, headSha } of [changed, another]) {
        await forge.mergeProposal({ number, headSha, approver: founder });
      }
      const { items } = await forge.listCommits({
        path: 'README.md',
        limit: 10,
      });
      expect(items.map(commit => commit.proposalNumber)).toEqual([
        changed.number,
        undefined,
      ]);
    });

    it('tells who wrote and who approved a commit', async () => {
      const { forge } = await create();
      const { number, headSha } = await forge.createProposal(
        request({ title: 'Grow the orders database' }),
      );
      const { mergeSha } = await forge.mergeProposal({
        number,
        headSha,
        approver: founder,
      });
      expect(await forge.getCommit(mergeSha)).toEqual({
        sha: mergeSha,
        title: `Grow the orders database (#${number})`,
        authorName: expect.any(String),
        approvedBy: 'user:default/founder',
        committedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        proposalNumber: number,
      });
      await expect(forge.getCommit(UNKNOWN_SHA)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });

    it('refuses page sizes out of range', async () => {
      const { forge } = await create();
      for (const limit of [0, -1, 101, 1.5, Number.NaN]) {
        await expect(forge.listCommits({ limit })).rejects.toMatchObject({
          name: 'InputError',
        });
      }
      await expect(forge.listProposals({ limit: 201 })).rejects.toMatchObject({
        name: 'InputError',
      });
    });
  });
}
