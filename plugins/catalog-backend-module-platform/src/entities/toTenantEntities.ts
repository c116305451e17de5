import { Entity } from '@backstage/catalog-model';
import { Claim } from '@zerotouch/compositions';
import {
  ANNOTATION_TENANT,
  docsAnnotations,
  locationAnnotations,
} from './annotations';
import { textAt } from './fields';
import { tenantGroupRef } from './refs';
import { Sourced } from './Sourced';

/**
 * Maps a tenant to its Domain, the Group that owns its claims, and the System that holds them.
 *
 * @remarks The Group is `group:default/<tenant>`, so that one list shows all; its parent or its member is the tenant's owner.
 */
export function toTenantEntities(tenant: Sourced<Claim>): Entity[] {
  const { path, document } = tenant;
  const { name } = document.metadata;
  const title = textAt(document, 'spec', 'displayName') ?? name;
  const owner = textAt(document, 'spec', 'owner');
  const annotations = {
    ...locationAnnotations(path),
    ...docsAnnotations(),
    [ANNOTATION_TENANT]: name,
  };
  return [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: {
        name,
        title,
        description: `Owns everything of the tenant ${title}.`,
        annotations,
      },
      spec: {
        type: 'tenant',
        profile: { displayName: title },
        children: [],
        ...toMembership(owner),
      },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Domain',
      metadata: {
        name,
        title,
        description: `The space of the tenant ${title}.`,
        annotations,
      },
      spec: { owner: tenantGroupRef(name), type: 'tenant' },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'System',
      metadata: {
        namespace: name,
        name: 'workloads',
        title: `${title} workloads`,
        description: `What the tenant ${title} runs.`,
        annotations,
      },
      spec: {
        owner: tenantGroupRef(name),
        domain: `domain:default/${name}`,
        type: 'tenant',
      },
    },
  ];
}

function toMembership(owner: string | undefined) {
  if (owner === undefined) {
    return {};
  }
  return /^group:/i.test(owner) ? { parent: owner } : { members: [owner] };
}
