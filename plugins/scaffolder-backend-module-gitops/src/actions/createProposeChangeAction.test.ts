import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  Commit,
  Preview,
  PreviewsRequest,
  Proposal,
} from '@zerotouch/plugin-gitops-common';
import { parse } from 'yaml';
import { createProposeChangeAction } from './createProposeChangeAction';
import { examples } from './createProposeChangeAction.examples';

const SHA = 'a'.repeat(40);
const claim = { kind: 'XPostgres', tenant: 'acme', name: 'shop-db', spec: {} };

function setUp() {
  const gitops = {
    previewClaims: jest.fn(async ({ claims }: PreviewsRequest) => ({
      items: claims.map(
        (item): Preview => ({
          path: `tenants/${item.tenant}/${
            item.name
          }/${item.kind.toLowerCase()}.yaml`,
          yaml: `kind: ${item.kind}\n`,
          findings: [],
          objects: [],
        }),
      ),
      generated: [],
    })),
    createProposal: jest.fn().mockResolvedValue({ number: 7 } as Proposal),
    getFile: jest.fn(async ({ path }: { path: string }) => ({
      path,
      ref: SHA,
      content:
        path === 'mkdocs.yml'
          ? 'nav:\n  - Start: index.md\n'
          : 'spec:\n  owner: group:default/acme\n',
    })),
    listCommits: jest
      .fn()
      .mockResolvedValue({ items: [{ sha: SHA } as Commit] }),
  };
  const auth = mockServices.auth.mock({
    getPluginRequestToken: async () => ({ token: 'on-behalf' }),
  });
  return { gitops, action: createProposeChangeAction({ auth, gitops }) };
}

type Context = Parameters<
  ReturnType<typeof createProposeChangeAction>['handler']
>[0];

describe('gitops:change:propose', () => {
  let workspacePath: string;
  beforeEach(async () => {
    workspacePath = await mkdtemp(join(tmpdir(), 'propose-change-'));
  });
  afterEach(() => rm(workspacePath, { recursive: true, force: true }));

  const context = (input: object, overrides: object = {}): Context => ({
    ...createMockActionContext(),
    workspacePath,
    input: { title: 'Add things', ...input },
    task: { id: 'task-1' },
    step: { id: 'propose', name: 'Open the proposal' },
    getInitiatorCredentials: async () =>
      mockCredentials.user('user:default/founder'),
    ...overrides,
  });

  async function write(path: string, content: string) {
    const target = join(workspacePath, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }

  it('opens one proposal with claims, files and navigation, on one commit', async () => {
    const { action, gitops } = setUp();
    await write('files/docs/services/shop.md', '# Shop\n');
    const ctx = context({
      description: 'Because.',
      claims: [claim],
      sourcePath: 'files',
      nav: [{ section: 'Services', title: 'Shop', path: 'services/shop.md' }],
    });
    await action.handler(ctx);
    expect(gitops.createProposal).toHaveBeenCalledTimes(1);
    expect(gitops.createProposal).toHaveBeenCalledWith(
      {
        requestId: 'task-1-propose',
        title: 'Add things',
        body: `Because.

Owner: group:default/acme

Files:

- \`tenants/acme/shop-db/xpostgres.yaml\`
- \`docs/services/shop.md\`
- \`mkdocs.yml\`
`,
        baseSha: SHA,
        changes: [
          {
            path: 'tenants/acme/shop-db/xpostgres.yaml',
            content: 'kind: XPostgres\n',
          },
          { path: 'docs/services/shop.md', content: '# Shop\n' },
          {
            path: 'mkdocs.yml',
            content: expect.stringContaining('Shop: services/shop.md'),
          },
        ],
        mustNotExist: [
          'tenants/acme/shop-db/xpostgres.yaml',
          'docs/services/shop.md',
        ],
        startedBy: undefined,
      },
      { token: 'on-behalf' },
    );
    expect(ctx.output).toHaveBeenCalledWith('proposalUrl', '/approvals/7');
  });

  it('writes to the workspace only, in a dry run', async () => {
    const { action, gitops } = setUp();
    await action.handler(
      context({ claims: [claim], sourcePath: '.' }, { isDryRun: true }),
    );
    expect(gitops.createProposal).not.toHaveBeenCalled();
    expect(
      await readFile(
        join(workspacePath, 'tenants/acme/shop-db/xpostgres.yaml'),
        'utf8',
      ),
    ).toBe('kind: XPostgres\n');
  });

  it('proposes nothing when a claim is not valid', async () => {
    const { action, gitops } = setUp();
    gitops.previewClaims.mockResolvedValue({
      generated: [],
      items: [
        {
          path: 'x',
          yaml: '',
          objects: [],
          findings: [
            { rule: 'r', severity: 'error', path: 'x', message: 'Too small.' },
          ],
        },
      ],
    });
    await expect(action.handler(context({ claims: [claim] }))).rejects.toThrow(
      '- Too small.',
    );
    expect(gitops.createProposal).not.toHaveBeenCalled();
  });

  it('proposes nothing when there is nothing', async () => {
    await expect(setUp().action.handler(context({}))).rejects.toThrow(
      'makes no file',
    );
  });

  it('reads nothing outside of the workspace', async () => {
    const { action, gitops } = setUp();
    await expect(
      action.handler(context({ sourcePath: '../..' })),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await mkdir(join(workspacePath, 'files'));
    await symlink('/etc/hostname', join(workspacePath, 'files', 'hostname'));
    await expect(
      action.handler(context({ sourcePath: 'files' })),
    ).rejects.toThrow('makes no file');
    expect(gitops.createProposal).not.toHaveBeenCalled();
  });

  it('refuses more files, and longer ones, than a person can read', async () => {
    const { action } = setUp();
    await write('long/a.md', 'x'.repeat(200_001));
    await expect(
      action.handler(context({ sourcePath: 'long' })),
    ).rejects.toThrow('"a.md" has 200001 characters');
    for (let index = 0; index <= 50; index += 1) {
      await write(`many/${index}.md`, 'x');
    }
    await expect(
      action.handler(context({ sourcePath: 'many' })),
    ).rejects.toThrow('at most 50 fit');
  });

  it.each(examples)('runs the example "$description"', async ({ example }) => {
    const { action, gitops } = setUp();
    const [step] = parse(example).steps;
    expect(step.action).toBe(action.id);
    await action.handler(context(step.input));
    expect(gitops.createProposal).toHaveBeenCalledTimes(1);
  });
});
