/* eslint-disable jest/no-export -- a suite that every forge runs is exported to their tests */
import {
  CreateForge,
  UNKNOWN_SHA,
  agent,
  founder,
  request,
  settled,
  useForge,
} from './harness';

/** Opening and reading proposals. */
export function describeOpening(createForge: CreateForge): void {
  describe('opening proposals', () => {
    const create = useForge(createForge);

    it('opens a proposal with everything a reader needs', async () => {
      const { forge } = await create();
      const head = await forge.getHead();
      const { number } = await forge.createProposal(
        request({
          title: 'Grow orders',
          body: 'More\n\tspace.',
          author: agent,
          changes: [
            {
              path: 'tenants/acme/orders/xpostgres.yaml',
              content: 'kind: XPostgres\nsize: large\n',
            },
          ],
        }),
      );
      expect(await settled(forge, number)).toEqual({
        number: 1,
        title: 'Grow orders',
        body: 'More\n\tspace.',
        author: agent,
        baseSha: head,
        headSha: expect.stringMatching(/^[0-9a-f]{40}$/),
        state: 'open',
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
        checksState: 'none',
        checks: [],
        comments: [],
        tenants: ['acme'],
        mergeable: true,
        conflicts: [],
        files: [
          {
            path: 'tenants/acme/orders/xpostgres.yaml',
            status: 'modified',
            additions: 1,
            deletions: 1,
            patch:
              '@@ -1,2 +1,2 @@\n kind: XPostgres\n-size: small\n+size: large\n',
          },
        ],
      });
      expect(await forge.getHead()).toBe(head);
    });

    it('shows added, removed, renamed and binary files', async () => {
      const long = `${'line\n'.repeat(40)}`;
      const { forge } = await create({
        'docs/gone.md': 'gone\n',
        'docs/old.md': long,
        'docs/logo.bin': Buffer.from([1, 0, 2]),
      });
      const { files } = await forge.createProposal(
        request({
          changes: [
            { path: 'docs/gone.md', content: null },
            { path: 'docs/old.md', content: null },
            { path: 'docs/new.md', content: `${long}one more\n` },
            { path: 'docs/logo.bin', content: '\u0001\u0000\u0003' },
            { path: 'tenants/b/x.yaml', content: 'a\nb' },
          ],
        }),
      );
      expect(files).toEqual([
        {
          path: 'docs/gone.md',
          status: 'removed',
          additions: 0,
          deletions: 1,
          patch: '@@ -1 +0,0 @@\n-gone\n',
        },
        {
          path: 'docs/logo.bin',
          status: 'modified',
          additions: 0,
          deletions: 0,
        },
        expect.objectContaining({
          path: 'docs/new.md',
          previousPath: 'docs/old.md',
          status: 'renamed',
          additions: 1,
          deletions: 0,
        }),
        {
          path: 'tenants/b/x.yaml',
          status: 'added',
          additions: 2,
          deletions: 0,
          patch: '@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n',
        },
      ]);
    });

    it('counts a renamed file once in lists', async () => {
      const long = 'line\n'.repeat(40);
      const { forge } = await create({ 'docs/old.md': long });
      await forge.createProposal(
        request({
          changes: [
            { path: 'docs/old.md', content: null },
            { path: 'docs/new.md', content: `${long}more\n` },
          ],
        }),
      );
      const another = await forge.listProposals({ limit: 1 });
      expect(another.items[0]?.files).toBe(1);
    });

    it('leaves out patches above 200 kB and keeps the numbers', async () => {
      const { forge } = await create();
      const content = 'line\n'.repeat(60_000);
      const { files } = await forge.createProposal(
        request({ changes: [{ path: 'big.txt', content }] }),
      );
      expect(files[0]).toEqual({
        path: 'big.txt',
        status: 'added',
        additions: 60_000,
        deletions: 0,
      });
    });

    it('is not confused by contents that look like a diff', async () => {
      const { forge } = await create();
      const content = 'x\rdiff --git a/a b/a\n@@ -1 +1 @@\n\u2028diff --git\n';
      const { files } = await forge.createProposal(
        request({
          changes: [
            { path: 'a.txt', content },
            { path: 'b.txt', content: 'b\n' },
          ],
        }),
      );
      expect(files.map(file => file.path)).toEqual(['a.txt', 'b.txt']);
      expect(files[0]?.patch).toContain('+x\rdiff --git a/a b/a\n');
      expect(files[1]?.patch).toBe('@@ -0,0 +1 @@\n+b\n');
    });

    it('answers the same request with the first proposal', async () => {
      const { forge, another } = await create();
      const options = request();
      const first = await forge.createProposal(options);
      const second = await (await another()).createProposal(options);
      expect(second.number).toBe(first.number);
      expect(second.headSha).toBe(first.headSha);
      expect((await forge.listProposals({ limit: 10 })).items).toHaveLength(1);
    });

    it('answers a repeated request also after its proposal was merged', async () => {
      const { forge } = await create();
      const options = request({ mustNotExist: ['docs/a.md'] });
      options.changes = [{ path: 'docs/a.md', content: 'a\n' }];
      const { number, headSha } = await forge.createProposal(options);
      await forge.mergeProposal({ number, headSha, approver: founder });
      const again = await forge.createProposal(options);
      expect([again.number, again.state]).toEqual([number, 'merged']);
    });

    it('gives one proposal to many callers with the same request at once', async () => {
      const { forge, another } = await create();
      const options = request();
      const second = await another();
      const proposals = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 ? forge : second).createProposal(options),
        ),
      );
      expect(new Set(proposals.map(item => item.number))).toEqual(new Set([1]));
    });

    it('gives every request a number of its own when many come at once', async () => {
      const { forge, another } = await create();
      const second = await another();
      const proposals = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? forge : second).createProposal(request()),
        ),
      );
      const numbers = proposals.map(item => item.number).sort((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    });

    it('pages through proposals, newest first, by state', async () => {
      const { forge } = await create();
      for (let index = 0; index < 5; index++) {
        await forge.createProposal(request());
      }
      const closed = { reason: 'Not now.', by: founder };
      await forge.closeProposal({ number: 2, ...closed });
      const page = await forge.listProposals({ state: 'open', limit: 3 });
      expect(page.items.map(item => item.number)).toEqual([5, 4, 3]);
      expect(page.items[0]).toMatchObject({ files: 1, tenants: ['acme'] });
      const rest = await forge.listProposals({
        state: 'open',
        limit: 3,
        cursor: page.nextCursor,
      });
      expect(rest.items.map(item => item.number)).toEqual([1]);
      expect(rest.nextCursor).toBeUndefined();
      const { items } = await forge.listProposals({
        state: 'closed',
        limit: 3,
      });
      expect(items.map(item => item.number)).toEqual([2]);
      expect(await forge.listProposals({ state: 'merged', limit: 3 })).toEqual({
        items: [],
      });
    });

    it('opens on an older commit of main when the paths did not move', async () => {
      const { forge } = await create();
      const baseSha = await forge.getHead();
      const first = await forge.createProposal(request());
      await forge.mergeProposal({ ...first, approver: founder });
      const second = await forge.createProposal(request({ baseSha }));
      expect(second.baseSha).toBe(baseSha);
      expect(second.files).toHaveLength(1);
      expect((await settled(forge, second.number)).mergeable).toBe(true);
    });

    it('refuses a change of a path that moved on main meanwhile', async () => {
      const { forge } = await create();
      const baseSha = await forge.getHead();
      const change = (content: string) => ({
        changes: [{ path: 'README.md', content }],
      });
      const first = await forge.createProposal(request(change('first\n')));
      await forge.mergeProposal({ ...first, approver: founder });
      await expect(
        forge.createProposal(request({ ...change('second\n'), baseSha })),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('"README.md"'),
      });
      expect((await forge.listProposals({ limit: 10 })).items).toHaveLength(1);
    });

    it('refuses a base that is no commit of main', async () => {
      const { forge } = await create();
      const { headSha } = await forge.createProposal(request());
      await expect(
        forge.createProposal(request({ baseSha: headSha })),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      await expect(
        forge.createProposal(request({ baseSha: UNKNOWN_SHA })),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it('refuses a path that must not exist', async () => {
      const { forge } = await create();
      const path = 'tenants/acme/orders/xpostgres.yaml';
      await expect(
        forge.createProposal(
          request({
            changes: [{ path, content: 'other\n' }],
            mustNotExist: [path],
          }),
        ),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(`"${path}"`),
      });
      expect((await forge.listProposals({ limit: 10 })).items).toEqual([]);
    });
  });
}
