import type { Entity } from '@backstage/catalog-model';

/** A part of a layer, as Home links it. */
export interface LayerPart {
  entityRef: string;
  title: string;
}

/** A layer of the platform with its parts. */
export interface PlatformLayer {
  name: string;
  title: string;
  entityRef: string;
  parts: LayerPart[];
}

/** From the ground up, resource types last; what is not named here stands before them, in the order of the alphabet. */
const ORDER = ['foundation', 'observability', 'intelligence', 'apis'];
const LAST = 'crds';

/** Groups components and APIs by the layer (a System of type `layer`) that their `spec.system` names. */
export function toLayers(entities: Entity[]): PlatformLayer[] {
  const layers = new Map<string, PlatformLayer>();
  for (const { kind, metadata, spec } of entities) {
    if (kind === 'System' && spec?.type === 'layer') {
      layers.set(metadata.name, {
        name: metadata.name,
        title: metadata.title ?? metadata.name,
        entityRef: `system:default/${metadata.name}`,
        parts: [],
      });
    }
  }
  for (const { kind, metadata, spec } of entities) {
    const system = typeof spec?.system === 'string' ? spec.system : '';
    layers.get(system.replace(/^.*[:/]/, ''))?.parts.push({
      entityRef: `${kind.toLowerCase()}:${metadata.namespace ?? 'default'}/${
        metadata.name
      }`,
      title: metadata.title ?? metadata.name,
    });
  }
  for (const layer of layers.values()) {
    layer.parts.sort((a, b) => a.title.localeCompare(b.title));
  }
  return [...layers.values()].sort(
    (a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name),
  );
}

function rank(name: string): number {
  if (name === LAST) return ORDER.length + 1;
  const index = ORDER.indexOf(name);
  return index < 0 ? ORDER.length : index;
}
