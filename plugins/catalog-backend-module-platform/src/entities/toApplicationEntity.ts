import { Entity } from '@backstage/catalog-model';
import { KubernetesObject } from '@zerotouch/compositions';
import {
  ANNOTATION_PREFIX,
  docsAnnotations,
  locationAnnotations,
} from './annotations';
import { fieldAt, listAt, textAt } from './fields';
import { LAYER_LABEL, layerOf, layerRef } from './layers';
import { FOUNDERS_REF, componentRef } from './refs';
import { Sourced } from './Sourced';

/** Whether a document is an Argo CD Application. */
export function isApplication(document: KubernetesObject): boolean {
  return (
    document.kind === 'Application' &&
    document.apiVersion.startsWith('argoproj.io/')
  );
}

/**
 * Maps an Argo CD Application to the Component of a platform part.
 *
 * @param options.providesApis - Refs of the legos that this part implements.
 */
export function toApplicationEntity(
  application: Sourced<KubernetesObject>,
  options: { providesApis: string[] },
): Entity {
  const { path, document } = application;
  const { name } = document.metadata;
  const own = (key: string) =>
    textAt(document, 'metadata', 'annotations', `${ANNOTATION_PREFIX}/${key}`);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title: own('title') ?? name,
      description: own('description') ?? `The Argo CD application ${name}.`,
      annotations: {
        ...locationAnnotations(path),
        ...docsAnnotations(own('docs')),
        'argocd/app-name': name,
        ...kubernetesAnnotations(document),
        ...chartOf(document),
      },
      tags: ['argo-cd'],
    },
    spec: {
      type: 'platform-component',
      lifecycle: 'production',
      owner: FOUNDERS_REF,
      system: layerRef(
        layerOf(path, textAt(document, 'metadata', 'labels', LAYER_LABEL)),
      ),
      dependsOn: splitNames(own('depends-on')).map(componentRef),
      providesApis: options.providesApis,
    },
  };
}

function kubernetesAnnotations(
  document: KubernetesObject,
): Record<string, string> {
  const namespace = textAt(document, 'spec', 'destination', 'namespace');
  return namespace
    ? {
        'backstage.io/kubernetes-namespace': namespace,
        'backstage.io/kubernetes-label-selector': `app.kubernetes.io/instance=${document.metadata.name}`,
      }
    : {};
}

/** The chart and its version, from the first source that has both. */
function chartOf(
  document: KubernetesObject,
): Record<string, string> | undefined {
  const sources = [
    fieldAt(document, 'spec', 'source'),
    ...listAt(document, 'spec', 'sources'),
  ];
  for (const source of sources) {
    const chart = textAt(source, 'chart');
    const version = textAt(source, 'targetRevision');
    if (chart && version) {
      return {
        [`${ANNOTATION_PREFIX}/chart`]: chart,
        [`${ANNOTATION_PREFIX}/version`]: version,
      };
    }
  }
  return undefined;
}

function splitNames(names: string | undefined): string[] {
  return (names ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
}
