import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { Preview, Proposal } from '@zerotouch/plugin-gitops-common';
import { parse } from 'yaml';
import { createProposeClaimAction } from './createProposeClaimAction';
import { examples } from './createProposeClaimAction.examples';

const path = 'tenants/acme/orders-db/xpostgres.yaml';
const preview: Preview = {
  path,
  yaml: 'kind: XPostgres\n',
  findings: [],
  objects: [],
};
const proposal = { number: 7 } as Proposal;
const input = {
  tenant: 'acme',
  name: 'orders-db',
  kind: 'XPostgres',
  spec: { size: 'small', backup: null },
};

function setUp() {
  const previewClaim = jest.fn().mockResolvedValue(preview);
  const createProposal = jest.fn().mockResolvedValue(proposal);
  const auth = mockServices.auth.mock({
    getPluginRequestToken: async () => ({ token: 'on-behalf' }),
  });
  const action = createProposeClaimAction({
    auth,
    gitops: { previewClaim, createProposal },
  });
  return { action, auth, previewClaim, createProposal };
}

type Context = Parameters<
  ReturnType<typeof createProposeClaimAction>['handler']
>[0];

function context(overrides: Partial<Context> = {}): Context {
  return {
    ...createMockActionContext(),
    input: { ...input },
    task: { id: 'task-1' },
    step: { id: 'propose', name: 'Open the proposal' },
    getInitiatorCredentials: async () =>
      mockCredentials.user('user:default/founder'),
    ...overrides,
  };
}

async function responseError(status: number, message: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'SomeError', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'Content-Type': 'application/json' } },
    ),
  );
}

describe('gitops:claim:propose', () => {
  it('previews the claim, then opens a proposal for its file', async () => {
    const { action, previewClaim, createProposal } = setUp();
    const ctx = context();
    await action.handler(ctx);
    expect(previewClaim).toHaveBeenCalledWith(
      {
        kind: 'XPostgres',
        tenant: 'acme',
        name: 'orders-db',
        spec: { size: 'small' },
      },
      { token: 'on-behalf' },
    );
    expect(createProposal).toHaveBeenCalledWith(
      {
        requestId: 'task-1-propose',
        title: 'Add XPostgres orders-db for acme',
        body: '',
        changes: [{ path, content: preview.yaml }],
        mustNotExist: [path],
        startedBy: undefined,
      },
      { token: 'on-behalf' },
    );
    expect(ctx.output).toHaveBeenCalledWith('proposalNumber', 7);
    expect(ctx.output).toHaveBeenCalledWith('proposalUrl', '/approvals/7');
    expect(ctx.output).toHaveBeenCalledWith('path', path);
    expect(ctx.output).toHaveBeenCalledWith('yaml', preview.yaml);
  });

  it('calls the backend on behalf of whoever started the task', async () => {
    const { action, auth } = setUp();
    const credentials = mockCredentials.user('user:default/anna');
    await action.handler(
      context({ getInitiatorCredentials: async () => credentials }),
    );
    expect(auth.getPluginRequestToken).toHaveBeenCalledWith({
      onBehalfOf: credentials,
      targetPluginId: 'gitops',
    });
  });

  it('says who acted when the initiator did not start the task directly', async () => {
    const { action, createProposal } = setUp();
    await action.handler(
      context({
        getInitiatorCredentials: async () =>
          mockCredentials.user('user:agents/sre', {
            actor: { subject: 'plugin:kagent' },
          }),
      }),
    );
    expect(createProposal).toHaveBeenCalledWith(
      expect.objectContaining({ startedBy: 'plugin:kagent' }),
      expect.anything(),
    );
  });

  it('takes title and description from the input', async () => {
    const { action, createProposal } = setUp();
    await action.handler(
      context({
        input: { ...input, title: 'A database', description: ' For orders. ' },
      }),
    );
    expect(createProposal).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'A database', body: 'For orders.' }),
      expect.anything(),
    );
  });

  it('refuses an invalid claim with every error and writes nothing', async () => {
    const { action, previewClaim, createProposal } = setUp();
    previewClaim.mockResolvedValue({
      ...preview,
      findings: [
        {
          rule: 'schema',
          severity: 'error',
          path,
          line: 8,
          message: 'storageGB must be at least 10.',
        },
        {
          rule: 'tenant',
          severity: 'error',
          path,
          message: 'There is no tenant "nobody".',
        },
        { rule: 'hint', severity: 'warning', path, message: 'Use a digest.' },
      ],
    });
    await expect(action.handler(context())).rejects.toThrow(
      'The XPostgres "orders-db" is not valid, so nothing was written:\n- line 8: storageGB must be at least 10.\n- There is no tenant "nobody".',
    );
    expect(createProposal).not.toHaveBeenCalled();
  });

  it('writes nothing in a dry run', async () => {
    const { action, createProposal } = setUp();
    const ctx = context({ isDryRun: true });
    await action.handler(ctx);
    expect(createProposal).not.toHaveBeenCalled();
    expect(ctx.output).toHaveBeenCalledWith('yaml', preview.yaml);
    expect(ctx.output).not.toHaveBeenCalledWith(
      'proposalNumber',
      expect.anything(),
    );
  });

  it.each([
    [400, 'InputError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
  ])('turns an answer %i into %s with its sentence', async (status, name) => {
    const { action, createProposal } = setUp();
    createProposal.mockRejectedValue(
      await responseError(status, `The file "${path}" exists already.`),
    );
    await expect(action.handler(context())).rejects.toMatchObject({
      name,
      message: expect.stringContaining(`The file "${path}" exists already.`),
    });
  });

  it('asks with the same request id when the task runs again', async () => {
    const { action, createProposal } = setUp();
    await action.handler(context());
    await action.handler(context());
    const ids = createProposal.mock.calls.map(([request]) => request.requestId);
    expect(ids).toEqual(['task-1-propose', 'task-1-propose']);
  });

  it.each(examples)('runs the example "$description"', async ({ example }) => {
    const { action, createProposal } = setUp();
    const [step] = parse(example).steps;
    expect(step.action).toBe(action.id);
    await action.handler(context({ input: step.input }));
    expect(createProposal).toHaveBeenCalledTimes(1);
  });
});
