import { Author, ProposalDecidedError } from '@zerotouch/plugin-gitops-common';
import { applyChanges } from '../git/applyChanges';
import {
  CommitSignature,
  GitObject,
  createCommitObject,
} from '../git/gitObjects';
import { TreeListing } from '../git/TreeListing';
import { LocalForge } from '../local/LocalForge';
import { mergeTrees } from '../local/mergeTrees';
import { toState } from '../local/ProposalReader';
import { MAIN_REF, Repository } from '../local/Repository';
import { toCommitIdentity } from '../proposals/identities';
import { SeedFile } from './readSeedFiles';
import { keepOurs } from './keepOurs';

/** Options of {@link seedRepository}. */
export interface SeedOptions {
  forge: LocalForge;
  /** See {@link readSeedFiles}. */
  files: SeedFile[];
}

/** What {@link seedRepository} did. */
export type SeedResult =
  /** The repository was empty; main begins with the files now. */
  | { result: 'seeded'; sha: string; files: number }
  /** The files are those of the last time. */
  | { result: 'unchanged' }
  /** The files differ from the last time, and main holds the difference already. */
  | { result: 'contained' }
  /** The difference waits as a proposal. `kept` are paths that both sides changed; the proposal leaves them as they are on main. */
  | { result: 'proposed'; number: number; kept: string[] };

const SEED_REF = 'refs/zt/seed';
const REQUEST_PREFIX = 'seed-';
const AUTHOR: Author = { ref: 'user:agents/zerotouch', kind: 'agent' };
const TITLE = 'Update the platform from the checkout';

/**
 * Brings the files of a checkout into the platform repository: the first time as main's first commit, later as a proposal.
 *
 * @remarks
 * `refs/zt/seed` is a chain of what was offered so far. A proposal's head has the newest link as its second parent, so that
 * Git itself finds what main has taken over when the next difference is made. At most one such proposal is open. The same
 * call repeats what a killed process left undone.
 */
export async function seedRepository(
  options: SeedOptions,
): Promise<SeedResult> {
  const { forge, files } = options;
  const { repository } = forge.parts;
  const first = await seedEmpty(options);
  if (first) return first;

  const refs = await repository.refs.list([MAIN_REF, SEED_REF]);
  const seedSha = refs.get(SEED_REF) ?? (await findRoot(repository));
  const seed = await readCommit(repository, seedSha);
  const { treeSha, objects } = toTree(files);
  if (seed.treeSha === treeSha) return { result: 'unchanged' };

  // The time is that of the link before, so that a repeated call makes the same commit.
  const link = createSeedCommit({ treeSha, parents: [seedSha], at: seed.at });
  await repository.objects.write([...objects, link]);
  const offer = await prepareOffer(repository, link.sha);
  await closeOutdated(forge, `${REQUEST_PREFIX}${link.sha}`);
  const result: SeedResult = offer.changes
    ? {
        result: 'proposed',
        number: await open(forge, link, offer),
        kept: offer.kept,
      }
    : { result: 'contained' };
  await forge.parts.mutex.run(() =>
    moveSeed(repository, link.sha, refs.get(SEED_REF)),
  );
  return result;
}

async function seedEmpty({
  forge,
  files,
}: SeedOptions): Promise<SeedResult | undefined> {
  const { repository, mutex, now } = forge.parts;
  return mutex.run(async () => {
    const refs = await repository.refs.list([MAIN_REF, SEED_REF]);
    if (refs.has(MAIN_REF)) return undefined;
    const { treeSha, objects } = toTree(files);
    const commit = createSeedCommit({ treeSha, parents: [], at: now() });
    await repository.objects.write([...objects, commit]);
    await repository.refs.transact([
      {
        kind: 'update',
        ref: SEED_REF,
        sha: commit.sha,
        expectedSha: refs.get(SEED_REF),
      },
      { kind: 'update', ref: MAIN_REF, sha: commit.sha },
    ]);
    return { result: 'seeded', sha: commit.sha, files: files.length };
  });
}

/** The tree of main with the newest link merged in. */
interface Offer {
  mainSha: string;
  treeSha: string;
  objects: GitObject[];
  kept: string[];
  /** Whether anything would change on main. */
  changes: boolean;
}

async function prepareOffer(
  repository: Repository,
  linkSha: string,
): Promise<Offer> {
  const mainSha = await repository.getHead();
  const merged = await mergeSeed(repository, mainSha, linkSha);
  const main = await readCommit(repository, mainSha);
  return { mainSha, ...merged, changes: merged.treeSha !== main.treeSha };
}

async function mergeSeed(
  repository: Repository,
  mainSha: string,
  linkSha: string,
): Promise<{ treeSha: string; objects: GitObject[]; kept: string[] }> {
  const { treeSha, conflicts } = await mergeTrees(repository.git, {
    a: mainSha,
    b: linkSha,
  });
  if (conflicts.length === 0) return { treeSha, objects: [], kept: [] };
  const kept = await keepOurs(repository.objects, {
    mergedSha: treeSha,
    oursSha: mainSha,
    paths: conflicts,
  });
  return { ...kept, kept: conflicts };
}

async function open(
  forge: LocalForge,
  link: GitObject,
  offer: Offer,
): Promise<number> {
  const { repository, opener, now } = forge.parts;
  const request = {
    requestId: `${REQUEST_PREFIX}${link.sha}`,
    title: TITLE,
    body: renderBody(offer.kept),
    author: AUTHOR,
  };
  return opener.openWith(request, async ({ snapshot, baseSha }) => {
    const base = baseSha ?? snapshot.mainSha;
    const merged =
      base === offer.mainSha
        ? offer
        : await mergeSeed(repository, base, link.sha);
    const head = createSeedCommit({
      treeSha: merged.treeSha,
      parents: [base, link.sha],
      at: now(),
    });
    const { treeSha, objects } = merged;
    return { baseSha: base, head, treeSha, objects };
  });
}

function renderBody(kept: string[]): string {
  const intro =
    'The checkout that this portal runs from brings newer platform files. This proposal adds what is new in them and leaves your own changes as they are.';
  if (kept.length === 0) return intro;
  return [
    intro,
    '',
    'You and the checkout both changed these files. They stay as they are; compare them yourself:',
    '',
    ...kept.map(path => `- \`${path.replaceAll('`', '')}\``),
  ].join('\n');
}

async function closeOutdated(forge: LocalForge, requestId: string) {
  const { proposals } = await forge.parts.reader.snapshot();
  const outdated = proposals.filter(
    state =>
      toState(state) === 'open' &&
      state.record.author.ref === AUTHOR.ref &&
      state.record.requestId.startsWith(REQUEST_PREFIX) &&
      state.record.requestId !== requestId,
  );
  for (const { number } of outdated) {
    await closeUnlessDecided(forge, number);
  }
}

async function closeUnlessDecided(forge: LocalForge, number: number) {
  try {
    await forge.closeProposal({
      number,
      reason: 'The checkout changed again; a newer proposal replaces this one.',
      by: AUTHOR,
    });
  } catch (error) {
    // Another process closed or merged it meanwhile, which serves as well.
    if (!(error instanceof ProposalDecidedError)) throw error;
  }
}

async function moveSeed(
  repository: Repository,
  sha: string,
  expectedSha: string | undefined,
) {
  const current = (await repository.refs.list([SEED_REF])).get(SEED_REF);
  // Another process may have offered the same files.
  if (current === sha) return;
  await repository.refs.transact([
    { kind: 'update', ref: SEED_REF, sha, expectedSha },
  ]);
}

function toTree(files: SeedFile[]) {
  return applyChanges(
    TreeListing.empty,
    files.map(({ path, content, executable }) => ({
      path,
      content,
      mode: executable ? '100755' : '100644',
    })),
  );
}

function createSeedCommit(options: {
  treeSha: string;
  parents: string[];
  at: Date;
}): GitObject {
  const signature: CommitSignature = {
    ...toCommitIdentity(AUTHOR),
    name: 'ZeroTouch',
    at: options.at,
  };
  return createCommitObject({
    tree: options.treeSha,
    parents: options.parents,
    author: signature,
    committer: signature,
    message: `${
      options.parents.length === 0
        ? 'Seed the platform from the checkout'
        : TITLE
    }\n`,
  });
}

async function readCommit(repository: Repository, sha: string) {
  const text = (await repository.objects.read(sha)).toString('utf8');
  const treeSha = /^tree ([0-9a-f]{40})$/m.exec(text)?.[1] ?? '';
  const seconds = /^committer .* (\d+) [+-]\d{4}$/m.exec(text)?.[1] ?? '0';
  return { treeSha, at: new Date(Number(seconds) * 1000) };
}

// A repository restored without refs/zt: its first commit is the only seed that can be known.
async function findRoot(repository: Repository): Promise<string> {
  const output = await repository.git.text([
    'rev-list',
    '--first-parent',
    '--max-parents=0',
    MAIN_REF,
    '--',
  ]);
  return output.trim().split('\n')[0] ?? '';
}
