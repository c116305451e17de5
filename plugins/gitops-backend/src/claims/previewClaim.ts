import { InputError } from '@backstage/errors';
import {
  claimPath,
  createClaim,
  findClaims,
  renderClaimYaml,
} from '@zerotouch/compositions';
import {
  Finding,
  Preview,
  PreviewRequest,
} from '@zerotouch/plugin-gitops-common';
import {
  listDocuments,
  removeDocument,
} from '@zerotouch/plugin-gitops-common/edit';
import { PlatformState } from '../platform/Platform';
import { FileContents } from '../platform/changePlatform';
import { describeComposition } from './describeComposition';
import { validateChanges } from './validateChanges';

const MAX_DEPTH = 64;
/** Longest file that a form may make, in characters; a claim is a page. */
const MAX_CLAIM_LENGTH = 200_000;

/**
 * Shows what a claim would be as a file and in the cluster; nothing is written.
 *
 * @throws InputError when there is no platform API of this kind, or the spec is larger or nested deeper than any API asks for.
 */
export function previewClaim(
  platform: PlatformState,
  request: PreviewRequest,
): Preview {
  return previewClaims(platform, [request])[0];
}

/**
 * Shows claims that are written together, so that they may name each other.
 *
 * @returns One preview for each request, in its order.
 * @throws InputError as {@link previewClaim}, and when two of the claims are the same one.
 */
export function previewClaims(
  platform: PlatformState,
  requests: PreviewRequest[],
): Preview[] {
  const files = requests.map(request => toFile(platform, request));
  if (new Set(files.map(({ path }) => path)).size < files.length) {
    throw new InputError(
      'The same claim is asked for twice; give each one a name of its own.',
    );
  }
  const contents = files.reduce<FileContents>(
    (changed, file) => withClaim(platform, changed, file),
    new Map(),
  );
  const { claimFindings, valid, after } = validateChanges(platform, contents);
  return files.map(({ path, yaml, request }) => {
    const claim = valid.find(
      item =>
        item.path === path &&
        item.claim.kind === request.kind &&
        item.claim.metadata.name === request.name,
    )?.claim;
    const { findings, ...composed } = claim
      ? describeComposition({ claim, path, before: platform, after })
      : { findings: [], objects: [] };
    const own = claimFindings.filter(finding => finding.path === path);
    return {
      path,
      yaml,
      findings: [
        ...own,
        ...findExisting(platform, request, path),
        // A composition warns of what a rule has said already, with its line.
        ...findings.filter(
          finding =>
            !own.some(({ message }) => message.startsWith(finding.message)),
        ),
      ],
      ...composed,
    };
  });
}

/** Takes the claim out of the file that has it on main, which may have others, and writes it as it would be. */
function withClaim(
  { tree, contents: onMain }: PlatformState,
  changed: FileContents,
  { path, yaml, request }: ReturnType<typeof toFile>,
): FileContents {
  const contents = new Map(changed);
  const [existing] = findClaims(tree, request);
  const text =
    existing && (changed.get(existing.path) ?? onMain.get(existing.path));
  // An earlier claim of the same request may have left the file shorter.
  const document = listDocuments(text ?? '').find(
    item => item.kind === request.kind && item.name === request.name,
  );
  const rest = text && document ? removeDocument(text, document.index) : null;
  if (existing && existing.path !== path) {
    contents.set(existing.path, rest);
  }
  const others = existing?.path === path ? rest : null;
  return contents.set(path, others === null ? yaml : `${others}---\n${yaml}`);
}

function toFile(platform: PlatformState, request: PreviewRequest) {
  const { kind } = request;
  if (!platform.tree.definitions.has(kind)) {
    throw new InputError(
      `There is no platform API "${kind}"; choose one of ${[
        ...platform.tree.definitions.keys(),
      ].join(', ')}`,
    );
  }
  requireShallow(request.spec);
  const path = claimPath(request);
  const claim = createClaim({ ...request, tree: platform.tree });
  const yaml = renderClaimYaml(claim);
  if (yaml.length > MAX_CLAIM_LENGTH) {
    throw new InputError(
      `The claim would have ${yaml.length} characters; at most ${MAX_CLAIM_LENGTH} make sense`,
    );
  }
  return { path, yaml, request };
}

function findExisting(
  platform: PlatformState,
  { kind, tenant, name }: PreviewRequest,
  path: string,
): Finding[] {
  return findClaims(platform.tree, { kind, tenant, name }).length > 0
    ? [
        {
          rule: 'exists',
          severity: 'warning',
          path,
          message: `"${name}" exists already in tenant "${tenant}"; this would change it.`,
        },
      ]
    : [];
}

// Rendering and validating recurse, and a few thousand levels in a small body would use up the stack.
function requireShallow(spec: unknown) {
  let level = [spec];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      throw new InputError(
        `The spec is nested deeper than ${MAX_DEPTH} levels; no platform API asks for that`,
      );
    }
    level = level.flatMap(value =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}
