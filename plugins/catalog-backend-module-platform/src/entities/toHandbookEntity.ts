import { Entity } from '@backstage/catalog-model';
import { DOCS_URL, locationAnnotations } from './annotations';
import { FOUNDERS_REF } from './refs';

/** Returns the Component that carries the documentation site: runbooks, decisions and specifications. */
export function toHandbookEntity(): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'zerotouch',
      title: 'ZeroTouch handbook',
      description:
        'Runbooks, decisions and specifications of the platform, in one site.',
      annotations: {
        ...locationAnnotations(),
        'backstage.io/techdocs-ref': `url:${DOCS_URL}`,
      },
      tags: ['documentation'],
    },
    spec: {
      type: 'documentation',
      lifecycle: 'production',
      owner: FOUNDERS_REF,
      system: 'system:default/foundation',
    },
  };
}
