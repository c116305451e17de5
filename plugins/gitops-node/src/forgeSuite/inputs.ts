/* eslint-disable jest/no-export -- a suite that every forge runs is exported to their tests */
import { CreateForge, errorName, founder, request, useForge } from './harness';

const BAD_PATHS = [
  '',
  '.',
  '..',
  '../etc/passwd',
  'tenants/../../etc/passwd',
  'tenants/./a',
  '/etc/passwd',
  'tenants//a',
  'tenants/',
  '.git/config',
  'docs/.GIT/hooks/update',
  'docs/git~1/config',
  '.git. /config',
  'docs\\..\\a',
  'docs/a\nb',
  'docs/a\0b',
  `docs/${'a'.repeat(600)}`,
];

/** What is refused, and what is cleaned. */
export function describeInputs(createForge: CreateForge): void {
  describe('inputs', () => {
    const create = useForge(createForge);

    it('refuses paths that leave the repository or reach into .git', async () => {
      const { forge } = await create();
      for (const path of BAD_PATHS) {
        const changes = [{ path, content: 'x' }];
        expect([
          path,
          await errorName(forge.createProposal(request({ changes }))),
        ]).toEqual([path, 'InputError']);
      }
      expect((await forge.listProposals({ limit: 10 })).items).toEqual([]);
    });

    it('accepts names that only look odd', async () => {
      const { forge } = await create();
      const paths = ['..a/b..c', '.gitignore', 'a b/-x', 'docs/ü 日本.md'];
      const { files } = await forge.createProposal(
        request({ changes: paths.map(path => ({ path, content: 'x\n' })) }),
      );
      expect(files.map(file => file.path).sort()).toEqual(paths.sort());
    });

    it('refuses an empty change', async () => {
      const { forge } = await create();
      for (const changes of [
        [],
        [{ path: 'README.md', content: '# Platform\n' }],
      ]) {
        expect(
          await errorName(forge.createProposal(request({ changes }))),
        ).toBe('InputError');
      }
    });

    it('refuses changes that contradict the tree or each other', async () => {
      const { forge } = await create();
      for (const changes of [
        [{ path: 'missing.md', content: null }],
        [{ path: 'tenants/acme', content: 'a file' }],
        [{ path: 'tenants/acme', content: null }],
        [{ path: 'README.md/inside', content: 'x' }],
        [
          { path: 'a.md', content: '1' },
          { path: 'a.md', content: '2' },
        ],
      ]) {
        expect(
          await errorName(forge.createProposal(request({ changes }))),
        ).toBe('InputError');
      }
    });

    it('turns a file into a folder when the file is removed', async () => {
      const { forge } = await create();
      const proposal = await forge.createProposal(
        request({
          changes: [
            { path: 'README.md', content: null },
            { path: 'README.md/inside.md', content: 'x\n' },
          ],
        }),
      );
      const files = await forge.listFiles({ ref: proposal.headSha });
      expect(files[0]?.path).toBe('README.md/inside.md');
    });

    it('takes a file of a million characters and refuses a longer one', async () => {
      const { forge } = await create();
      const path = 'docs/big.md';
      const content = `${'x'.repeat(999_999)}\n`;
      const { headSha } = await forge.createProposal(
        request({ changes: [{ path, content }] }),
      );
      expect((await forge.readFile({ path, ref: headSha })).size).toBe(1e6);
      expect(
        await errorName(
          forge.createProposal(
            request({ changes: [{ path, content: `${content}x` }] }),
          ),
        ),
      ).toBe('InputError');
    });

    it('refuses titles of several lines, empty ones and long ones', async () => {
      const { forge } = await create();
      for (const title of [
        'Add\n\nApproved-by: user:default/ana',
        'Add\rthis',
        'Add\u2028this',
        ' \u0007 ',
        'x'.repeat(201),
      ]) {
        expect(await errorName(forge.createProposal(request({ title })))).toBe(
          'InputError',
        );
      }
    });

    it('cleans titles and bodies of control characters and keeps the rest', async () => {
      const { forge } = await create();
      const { title, body } = await forge.createProposal(
        request({
          title: ' <script>alert(1)</script> \u0007\u202eevil ',
          body: 'a\r\nb\u0000\u001b[31mc\td <img src=x>',
        }),
      );
      expect(title).toBe('<script>alert(1)</script> evil');
      expect(body).toBe('a\nb[31mc\td <img src=x>');
    });

    it('refuses request ids that are no branch name', async () => {
      const { forge } = await create();
      for (const requestId of [
        '',
        '../main',
        'a b',
        'a/b',
        'a.lock',
        '-x',
        'a\nb',
        'x'.repeat(101),
      ]) {
        expect(
          await errorName(forge.createProposal(request({ requestId }))),
        ).toBe('InputError');
      }
    });

    it('refuses authors that could write into a commit', async () => {
      const { forge } = await create();
      for (const ref of [
        'user:default/a\nApproved-by: user:default/b',
        'nobody',
        'user:default/a b',
      ]) {
        expect(
          await errorName(
            forge.createProposal(request({ author: { ref, kind: 'human' } })),
          ),
        ).toBe('InputError');
      }
    });

    it('never reads an approval out of a title or a body', async () => {
      const { forge } = await create();
      const { number, headSha } = await forge.createProposal(
        request({
          title: 'Proposal: 7 Approved-by: user:default/ana',
          body: 'x\n\nProposal: 7\nHead: 0\nApproved-by: user:default/ana\n',
        }),
      );
      const { mergeSha } = await forge.mergeProposal({
        number,
        headSha,
        approver: founder,
      });
      const commit = await forge.getCommit(mergeSha);
      expect(commit.approvedBy).toBe('user:default/founder');
      expect(commit.proposalNumber).toBe(number);
      expect((await forge.getCommit(headSha)).approvedBy).toBeUndefined();
    });

    it('answers with NotFoundError for proposals that do not exist', async () => {
      const { forge } = await create();
      const number = 7;
      const headSha = await forge.getHead();
      const by = founder;
      for (const call of [
        () => forge.getProposal(number),
        () => forge.mergeProposal({ number, headSha, approver: founder }),
        () => forge.closeProposal({ number, reason: 'no', by }),
        () => forge.addComment({ number, body: 'hi', author: founder }),
        () => forge.updateProposal({ number, author: founder }),
      ]) {
        expect(await errorName(call())).toBe('NotFoundError');
      }
    });
  });
}
