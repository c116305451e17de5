import type { Entity } from '@backstage/catalog-model';

const GROUP_ANNOTATION = 'platform.zerotouch.dev/group';

/** What people look for most stands first; other groups follow in the order of the alphabet. */
const ORDER = ['Services', 'Data', 'Messaging', 'Tenancy', 'Agents', 'Docs'];
const OTHER = 'Other';

/** Templates of one kind of need. */
export interface TemplateGroup {
  title: string;
  templates: {
    title: string;
    description: string;
    path: string;
    /** Whether it is a golden path written by hand, which stands before the forms of single APIs. */
    isRecommended: boolean;
  }[];
}

/** Groups templates by their annotation; those without one stand under “Other”, last. */
export function toTemplateGroups(entities: Entity[]): TemplateGroup[] {
  const groups = new Map<string, TemplateGroup>();
  for (const { metadata } of entities) {
    const title = metadata.annotations?.[GROUP_ANNOTATION] ?? OTHER;
    const group = groups.get(title) ?? { title, templates: [] };
    groups.set(title, group);
    group.templates.push({
      title: metadata.title ?? metadata.name,
      description: metadata.description ?? '',
      isRecommended: metadata.tags?.includes('recommended') ?? false,
      path: `/create/templates/${metadata.namespace ?? 'default'}/${
        metadata.name
      }`,
    });
  }
  for (const { templates } of groups.values()) {
    templates.sort(
      (a, b) =>
        Number(b.isRecommended) - Number(a.isRecommended) ||
        a.title.localeCompare(b.title),
    );
  }
  return [...groups.values()].sort(
    (a, b) => rank(a.title) - rank(b.title) || a.title.localeCompare(b.title),
  );
}

function rank(title: string): number {
  if (title === OTHER) return ORDER.length + 1;
  const index = ORDER.indexOf(title);
  return index < 0 ? ORDER.length : index;
}
