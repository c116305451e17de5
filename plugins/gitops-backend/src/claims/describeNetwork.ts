import {
  NetworkMatrix,
  composeTree,
  computeNetwork,
  networkOfTenant,
} from '@zerotouch/compositions';
import { Network, claimEntityRef } from '@zerotouch/plugin-gitops-common';
import { Platform } from '../platform/Platform';

/** Who may talk to whom, computed once for each state of the platform. */
const matrices = new WeakMap<Platform['tree'], NetworkMatrix>();

/**
 * Computes who may talk to whom from the policies of all claims.
 *
 * @param tenant - Shows only this tenant and those that it may talk to or that may talk to it.
 */
export function describeNetwork(platform: Platform, tenant?: string): Network {
  const matrix = matrixOf(platform);
  const { nodes, edges } =
    tenant === undefined ? matrix : networkOfTenant(matrix, tenant);
  return {
    sha: platform.sha,
    nodes: nodes.map(node =>
      node.claim && node.tenant
        ? {
            ...node,
            entityRef: claimEntityRef({ ...node.claim, tenant: node.tenant }),
          }
        : node,
    ),
    edges,
  };
}

function matrixOf({ tree }: Platform): NetworkMatrix {
  const known = matrices.get(tree);
  if (known) {
    return known;
  }
  const matrix = computeNetwork(
    composeTree(tree).flatMap(({ composition }) =>
      Object.values(composition.resources).map(({ object }) => object),
    ),
  );
  matrices.set(tree, matrix);
  return matrix;
}
