import { Entity } from '@backstage/catalog-model';
import { locationAnnotations } from './annotations';
import { FOUNDERS_REF } from './refs';

/** A layer of the platform, from the ground up. */
export type Layer =
  | 'crds'
  | 'foundation'
  | 'observability'
  | 'intelligence'
  | 'apis';

/** Label of an Application that names its layer, as the folders are called: `01-foundation`. */
export const LAYER_LABEL = 'platform.zerotouch.dev/layer';

const LAYERS: { name: Layer; title: string; description: string }[] = [
  {
    name: 'crds',
    title: 'Resource types',
    description:
      'The words: the resource types that the cluster learns before anything uses them.',
  },
  {
    name: 'foundation',
    title: 'Foundation',
    description:
      'The plumbing: network, secrets, messaging, databases and scaling.',
  },
  {
    name: 'observability',
    title: 'Observability',
    description: 'The eyes: metrics, alerts and what happens with them.',
  },
  {
    name: 'intelligence',
    title: 'Intelligence',
    description: 'The brain: agents and what they know.',
  },
  {
    name: 'apis',
    title: 'APIs',
    description: 'The legos: what a tenant can ask the platform for.',
  },
];

const FOLDERS: Record<string, Layer> = {
  '00-crds': 'crds',
  '01-foundation': 'foundation',
  '02-observability': 'observability',
  '03-intelligence': 'intelligence',
  '04-apis': 'apis',
};

/**
 * Returns the layer that a part of the platform belongs to; what stands outside the layers is foundation.
 *
 * @param label - Value of {@link LAYER_LABEL}; it wins over the folder that the file is in.
 */
export function layerOf(path: string, label?: string): Layer {
  const [top, folder] = path.split('/');
  const fromFolder = top === 'platform' ? folderLayer(folder) : undefined;
  return folderLayer(label) ?? fromFolder ?? 'foundation';
}

function folderLayer(folder: string | undefined): Layer | undefined {
  return folder !== undefined && Object.hasOwn(FOLDERS, folder)
    ? FOLDERS[folder]
    : undefined;
}

/** Returns the entity ref of a layer's system. */
export function layerRef(layer: Layer): string {
  return `system:default/${layer}`;
}

/** Returns the Domain of the platform and one System for each layer. */
export function toLayerEntities(): Entity[] {
  return [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Domain',
      metadata: {
        name: 'platform',
        title: 'Platform',
        description: 'Everything that the tenants stand on.',
        annotations: locationAnnotations(),
      },
      spec: { owner: FOUNDERS_REF, type: 'platform' },
    },
    ...LAYERS.map(layer => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'System',
      metadata: {
        name: layer.name,
        title: layer.title,
        description: layer.description,
        annotations: locationAnnotations(),
      },
      spec: {
        owner: FOUNDERS_REF,
        domain: 'domain:default/platform',
        type: 'layer',
      },
    })),
  ];
}
