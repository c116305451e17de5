import { mockServices } from '@backstage/backend-test-utils';
import {
  TestForge,
  createTestForge,
} from '@zerotouch/plugin-gitops-node/testUtils';
import { eventually } from '../__testUtils__/eventually';
import {
  cachePath,
  cacheYaml,
  platformFiles,
} from '../__testUtils__/platformFiles';
import { PlatformReader } from '../platform/PlatformReader';
import { ProposalChecks } from './ProposalChecks';

// Every test works on a Git repository of its own, with Git as a child process.
jest.setTimeout(60_000);

const author = { ref: 'user:default/founder', kind: 'human' as const };

describe('ProposalChecks', () => {
  let test: TestForge;
  let checks: ProposalChecks;
  let count = 0;
  const logger = mockServices.logger.mock();
  const createChecks = () =>
    ProposalChecks.create({
      forge: test.forge,
      platform: PlatformReader.create({ forge: test.forge }),
      logger,
      quietMs: 0,
    });
  beforeEach(async () => {
    test = await createTestForge(platformFiles);
    checks = createChecks();
  });
  afterEach(() => test.remove());

  /** Checks every open proposal, as a move of main does. */
  const checkAll = async () => {
    const { items } = await test.forge.listProposals({
      state: 'open',
      limit: 200,
    });
    items.forEach(({ number }) => checks.schedule(number));
    await checks.settle();
  };

  /** Opens a proposal past the validation of the backend, as a push to the forge does. */
  const push = (path: string, content: string | null) => {
    count += 1;
    return test.forge.createProposal({
      requestId: `push-${count}`,
      title: 'Pushed',
      body: '',
      author,
      changes: [{ path, content }],
    });
  };

  it('says how many objects a valid claim becomes', async () => {
    const pushed = await push(cachePath('basket'), cacheYaml('basket'));
    const { checks: results, headSha } = await checks.ensure(pushed);
    expect(headSha).toBe(pushed.headSha);
    expect(results).toEqual([
      {
        name: 'claims',
        status: 'success',
        summary: '1 claim valid.',
        details: [],
      },
      expect.objectContaining({
        name: 'composition',
        status: 'success',
        summary: expect.stringMatching(/^1 claim becomes \d+ objects\.$/),
      }),
    ]);
  });

  it('says where a pushed claim is wrong', async () => {
    const pushed = await push(
      cachePath('basket'),
      cacheYaml('basket', 'sizee: micro'),
    );
    const [claims, composition] = (await checks.ensure(pushed)).checks;
    expect(claims).toMatchObject({
      status: 'failure',
      summary: '1 problem found.',
      details: [expect.stringContaining(`${cachePath('basket')}:7:`)],
    });
    expect(composition).toMatchObject({ status: 'neutral' });
  });

  it('fails for a broken file of the platform, which may be proposed', async () => {
    const pushed = await push('platform/01-foundation/x.yaml', 'a: [');
    const [claims] = (await checks.ensure(pushed)).checks;
    expect(claims).toMatchObject({
      status: 'failure',
      details: [expect.stringContaining('platform/01-foundation/x.yaml:1')],
    });
  });

  it('is neutral where no claim changes', async () => {
    const pushed = await push('docs/a.md', 'a');
    const { checks: results } = await checks.ensure(pushed);
    expect(results.map(({ status }) => status)).toEqual(['neutral', 'neutral']);
  });

  it('runs once for a head and a main, and again when one of them moved', async () => {
    const setCheck = jest.spyOn(test.forge, 'setCheck');
    const pushed = await push(cachePath('basket'), cacheYaml('basket'));
    await Promise.all([checks.ensure(pushed), checks.ensure(pushed)]);
    await checks.ensure(await test.forge.getProposal(pushed.number));
    expect(setCheck).toHaveBeenCalledTimes(2);

    const moved = await test.forge.addCommit({
      number: pushed.number,
      expectedHeadSha: pushed.headSha,
      title: 'Worse',
      author,
      changes: [
        { path: cachePath('basket'), content: cacheYaml('basket', 'a: 1') },
      ],
    });
    const [claims] = (await checks.ensure(moved)).checks;
    expect(claims.status).toBe('failure');
    expect(setCheck).toHaveBeenCalledTimes(4);

    const other = await push('tenants/acme/x/xdragonfly.yaml', cacheYaml('x'));
    await test.forge.mergeProposal({ ...other, approver: author });
    await checkAll();
    expect(setCheck).toHaveBeenCalledTimes(6);
  });

  it('sees what another proposal put on main meanwhile', async () => {
    const late = await push(
      'tenants/acme/late/cache.yaml',
      cacheYaml('basket'),
    );
    expect((await checks.ensure(late)).checks[0].status).toBe('success');
    const early = await push(cachePath('basket'), cacheYaml('basket'));
    await test.forge.mergeProposal({ ...early, approver: author });
    await checkAll();
    const { checks: results } = await test.forge.getProposal(late.number);
    expect(results[0]).toMatchObject({ name: 'claims', status: 'failure' });
  });

  it('comes to the same result after a restart', async () => {
    const pushed = await push(cachePath('basket'), cacheYaml('basket'));
    const before = await checks.ensure(pushed);
    const after = await createChecks().ensure(before);
    expect(after.checks).toEqual(before.checks);
  });

  it('runs for all open proposals once main is quiet', async () => {
    const pushed = [
      await push(cachePath('basket'), cacheYaml('basket')),
      await push('docs/a.md', 'a'),
    ];
    const listProposals = jest.spyOn(test.forge, 'listProposals');
    checks.scheduleAll();
    checks.scheduleAll();
    checks.scheduleAll();
    await eventually(async () => {
      for (const { number } of pushed) {
        const proposal = await test.forge.getProposal(number);
        expect(proposal.checks).toHaveLength(2);
      }
    });
    expect(listProposals).toHaveBeenCalledTimes(1);
  });

  it('does not run again for a main that changed only documents', async () => {
    await checks.ensure(await push(cachePath('basket'), cacheYaml('basket')));
    const docs = await push('docs/a.md', 'a');
    await test.forge.mergeProposal({ ...docs, approver: author });
    const setCheck = jest.spyOn(test.forge, 'setCheck');
    await checkAll();
    expect(setCheck).not.toHaveBeenCalled();
  });

  it('runs for open proposals and leaves decided ones alone', async () => {
    const open = await push(cachePath('basket'), cacheYaml('basket'));
    const closed = await push('docs/a.md', 'a');
    await test.forge.closeProposal({ ...closed, reason: 'No', by: author });
    await checkAll();
    expect((await test.forge.getProposal(open.number)).checks).toHaveLength(2);
    expect((await test.forge.getProposal(closed.number)).checks).toEqual([]);
  });

  it('starts nothing after it was stopped', async () => {
    const { number } = await push(cachePath('basket'), cacheYaml('basket'));
    await checks.stop();
    checks.scheduleAll();
    await checkAll();
    expect((await test.forge.getProposal(number)).checks).toEqual([]);
  });

  it('logs what fails in the background', async () => {
    checks.schedule(404);
    await checks.settle();
    expect(logger.warn).toHaveBeenCalledWith(
      'Checks of proposal 404 failed',
      expect.objectContaining({ name: 'NotFoundError' }),
    );
  });

  it('forgets a run that failed', async () => {
    const pushed = await push(cachePath('basket'), cacheYaml('basket'));
    jest.spyOn(test.forge, 'setCheck').mockRejectedValueOnce(new Error('full'));
    await expect(checks.ensure(pushed)).rejects.toThrow('full');
    jest.spyOn(test.forge, 'setCheck').mockRejectedValueOnce(new Error('full'));
    expect(await checks.refresh(pushed)).toBe(pushed);
    expect((await checks.ensure(pushed)).checks).toHaveLength(2);
  });
});
