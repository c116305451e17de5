import { Entity } from '@backstage/catalog-model';
import { Definition } from '@zerotouch/compositions';
import { stringify } from 'yaml';
import {
  ANNOTATION_KIND,
  docsAnnotations,
  locationAnnotations,
} from './annotations';
import { layerRef } from './layers';
import { FOUNDERS_REF } from './refs';

/** Maps a lego to an API entity whose definition is the schema of its XRD, as YAML. */
export function toLegoEntity(lego: Definition): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: lego.kind.toLowerCase(),
      title: lego.kind,
      description: [lego.title, lego.description].filter(Boolean).join(': '),
      annotations: {
        ...locationAnnotations(lego.path),
        ...docsAnnotations(),
        [ANNOTATION_KIND]: lego.kind,
      },
      tags: [lego.group.toLowerCase()],
    },
    spec: {
      type: 'crossplane-xrd',
      lifecycle: 'production',
      owner: FOUNDERS_REF,
      system: layerRef('apis'),
      definition: toDefinition(lego),
    },
  };
}

function toDefinition(lego: Definition): string {
  return stringify(
    {
      apiVersion: `${lego.apiGroup}/${lego.version}`,
      kind: lego.kind,
      plural: lego.plural,
      scope: lego.scope,
      schema: lego.openAPISchema,
    },
    { lineWidth: 100, aliasDuplicateObjects: false },
  );
}
