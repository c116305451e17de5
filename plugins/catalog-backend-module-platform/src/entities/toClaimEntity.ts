import { Entity } from '@backstage/catalog-model';
import { Claim } from '@zerotouch/compositions';
import {
  claimEntityKind,
  claimEntityName,
} from '@zerotouch/plugin-gitops-common';
import {
  ANNOTATION_CLAIM,
  ANNOTATION_KIND,
  ANNOTATION_PREFIX,
  ANNOTATION_TENANT,
  docsAnnotations,
  locationAnnotations,
} from './annotations';
import { textAt } from './fields';
import { legoRef, tenantGroupRef, tenantSystemRef } from './refs';
import { Sourced } from './Sourced';

const TYPES: Record<string, { type: string; noun: string }> = {
  XPostgres: { type: 'database', noun: 'PostgreSQL database' },
  XDragonfly: { type: 'cache', noun: 'Dragonfly cache' },
  XEventStream: { type: 'event-stream', noun: 'Event stream' },
  XWebService: { type: 'service', noun: 'Web service' },
  XEventDrivenService: { type: 'worker', noun: 'Event-driven service' },
  XAgent: { type: 'agent', noun: 'Agent' },
  XTenant: { type: 'tenant', noun: 'Tenant space' },
};

/**
 * Maps a claim to the entity that stands for it.
 *
 * @param options.tenant - The tenant that it belongs to; the entity's namespace.
 * @param options.dependsOn - Refs of the lego, of the claims it names and of the components that implement the lego.
 * @returns A Component for a claim that runs code, else a Resource; namespace = tenant, owner = the tenant's group.
 */
export function toClaimEntity(
  claim: Sourced<Claim>,
  options: { tenant: string; dependsOn: string[] },
): Entity {
  const { path, document } = claim;
  const { kind } = document;
  const { name } = document.metadata;
  const { tenant } = options;
  const { type, noun } = TYPES[kind] ?? {
    type: kind.toLowerCase(),
    noun: kind,
  };
  const own = (key: string) =>
    textAt(document, 'metadata', 'annotations', `${ANNOTATION_PREFIX}/${key}`);
  const isComponent = claimEntityKind(kind) === 'Component';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: claimEntityKind(kind),
    metadata: {
      namespace: tenant,
      name: claimEntityName({ kind, tenant, name }),
      title: name,
      description: own('description') ?? `${noun} of ${tenant}.`,
      labels: { [ANNOTATION_KIND]: kind, [ANNOTATION_TENANT]: tenant },
      annotations: {
        ...locationAnnotations(path),
        ...docsAnnotations(own('docs')),
        [ANNOTATION_KIND]: kind,
        [ANNOTATION_TENANT]: tenant,
        [ANNOTATION_CLAIM]: name,
        'backstage.io/kubernetes-namespace': tenant,
        'backstage.io/kubernetes-label-selector': `${ANNOTATION_CLAIM}=${name}`,
      },
      tags: [type],
    },
    spec: {
      type,
      owner: tenantGroupRef(tenant),
      system: tenantSystemRef(tenant),
      dependsOn: options.dependsOn,
      ...(isComponent
        ? { lifecycle: 'production', consumesApis: [legoRef(kind)] }
        : {}),
    },
  };
}
