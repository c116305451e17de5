import { InputError } from '@backstage/errors';
import {
  Composition,
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
import { stringify } from 'yaml';
import { PlatformState } from '../platform/Platform';
import { composeClaim } from './composeClaim';
import { validateChanges } from './validateChanges';

const MAX_DEPTH = 64;

/**
 * Shows what a claim would be as a file and in the cluster; nothing is written.
 *
 * @throws InputError when there is no platform API of this kind, or the spec is nested deeper than any API asks for.
 */
export function previewClaim(
  platform: PlatformState,
  request: PreviewRequest,
): Preview {
  const { kind, tenant, name } = request;
  if (!platform.tree.definitions.has(kind)) {
    throw new InputError(
      `There is no platform API "${kind}"; choose one of ${[
        ...platform.tree.definitions.keys(),
      ].join(', ')}`,
    );
  }
  requireShallow(request.spec);
  const claim = createClaim({ ...request, tree: platform.tree });
  const path = claimPath(request);
  const yaml = renderClaimYaml(claim);
  const { claimFindings, valid, after } = validateChanges(
    platform,
    new Map([[path, yaml]]),
  );
  const findings = [...claimFindings];
  if (findClaims(platform.tree, { kind, tenant, name }).length > 0) {
    findings.push({
      rule: 'exists',
      severity: 'warning',
      path,
      message: `"${name}" exists already in tenant "${tenant}"; this would change it.`,
    });
  }
  const composed = valid
    .map(item => composeClaim(item.claim, after.tree))
    .at(0);
  if (composed?.result === 'refused') {
    findings.push(toRefusal(path, composed.message));
  }
  return {
    path,
    yaml,
    findings,
    objects: composed?.result === 'ok' ? toObjects(composed.composition) : [],
  };
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

function toRefusal(path: string, message: string): Finding {
  return { rule: 'compose', severity: 'error', path, message };
}

function toObjects(composition: Composition): Preview['objects'] {
  return Object.entries(composition.resources).map(([key, { object }]) => ({
    key,
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    yaml: stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }),
  }));
}
