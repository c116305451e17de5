import { Entity } from '@backstage/catalog-model';
import {
  ParsedClaim,
  PlatformTree,
  RepositoryFile,
} from '@zerotouch/compositions';
import { Finding, claimEntityRef } from '@zerotouch/plugin-gitops-common';
import { toApplicationEntity } from './toApplicationEntity';
import { checkClaims, makesUseless } from './checkClaims';
import { claimReferences } from './claimReferences';
import { describeErrors } from './describeErrors';
import { EntitySet } from './EntitySet';
import { toForeignEntity } from './foreign';
import { toHandbookEntity } from './toHandbookEntity';
import { implementersOf } from './implementersOf';
import { toLayerEntities } from './layers';
import { ROLE_GROUPS, toPeopleEntities } from './people';
import { Manifests } from './readManifests';
import { componentRef, legoRef } from './refs';
import { toTenantEntities } from './toTenantEntities';
import { TreeMemory } from './TreeMemory';

/** Options of {@link toEntities}. */
export interface ToEntitiesOptions {
  /**
   * What is wrong with a file now, by its path. The content given for such a file is its last good version; the entities made of
   * it carry the sentence in the annotation `platform.zerotouch.dev/error`.
   */
  errors?: ReadonlyMap<string, string>;
  /** What the files said before; the result is the same without it, only later. */
  memory?: TreeMemory;
}

/** What the platform repository is in the catalog. */
export interface ToEntitiesResult {
  /** In a fixed order, so that the same files always give the same list. */
  entities: Entity[];
  /** What is wrong with the files. A file with an error of its own gives no entity; one with an error in its surroundings does, and says it. */
  problems: Finding[];
}

/**
 * Maps the files of the platform repository to catalog entities.
 *
 * @remarks
 * Pure, and linear in the size of the files. Of two files that claim the same entity the first by path wins, and the second is a
 * problem. One malformed entity is left out and never spoils the others.
 */
export function toEntities(
  files: RepositoryFile[],
  options: ToEntitiesOptions = {},
): ToEntitiesResult {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const memory = options.memory ?? TreeMemory.create();
  const tree = memory.readTree(sorted);
  const manifests = memory.readManifests(sorted);
  const problems = [
    ...tree.problems.map(({ path, finding: { pointer: _, ...finding } }) => ({
      ...finding,
      path,
    })),
    ...manifests.problems,
    ...checkClaims(tree),
  ];
  const refused = new Set(problems.filter(makesUseless).map(item => item.path));
  const set = EntitySet.create({
    errors: new Map([
      ...describeErrors(problems.filter(item => !refused.has(item.path))),
      ...(options.errors ?? []),
    ]),
  });
  const content = { tree, manifests, refused, memory };
  addPlatform(set, content);
  addClaims(set, content);
  [...toLayerEntities(), ...toPeopleEntities(), toHandbookEntity()].forEach(
    entity => set.addDefault(entity),
  );
  return { entities: set.list(), problems: [...problems, ...set.problems] };
}

interface Content {
  tree: PlatformTree;
  manifests: Manifests;
  refused: ReadonlySet<string>;
  memory: TreeMemory;
}

function addPlatform(set: EntitySet, content: Content) {
  const { tree, manifests, refused, memory } = content;
  const legos = [...tree.definitions.values()].filter(
    lego => !refused.has(lego.path),
  );
  const names = applicationNames(manifests);
  for (const { path, document } of manifests.entities) {
    if (!refused.has(path)) set.add(toForeignEntity({ path, document }), path);
  }
  for (const application of manifests.applications) {
    if (refused.has(application.path)) continue;
    const { name } = application.document.metadata;
    const providesApis = legos
      .filter(lego => implementersOf(lego.kind, names).includes(name))
      .map(lego => legoRef(lego.kind));
    set.add(
      toApplicationEntity(application, { providesApis }),
      application.path,
    );
  }
  for (const lego of legos) {
    set.add(memory.toLegoEntity(lego), lego.path);
  }
}

function addClaims(set: EntitySet, content: Content) {
  const { tree, manifests, refused, memory } = content;
  const claims = tree.claims.filter(item => !refused.has(item.path));
  const existing = new Set(claims.map(refOf));
  const names = applicationNames(manifests);
  for (const parsed of claims) {
    const { path, claim, tenant } = parsed;
    if (claim.kind === 'XTenant') {
      if (isReserved(claim.metadata.name)) {
        set.refuse(
          path,
          `A tenant cannot be called "${claim.metadata.name}"; the portal itself uses this name.`,
        );
        continue;
      }
      toTenantEntities({ path, document: claim }).forEach(entity =>
        set.add(entity, path),
      );
    }
    const dependsOn = [
      legoRef(claim.kind),
      ...implementersOf(claim.kind, names).map(componentRef),
      ...claimReferences(claim, tenant)
        .map(claimEntityRef)
        .filter(ref => existing.has(ref)),
    ];
    set.add(memory.toClaimEntity(parsed, dependsOn), path);
  }
}

/** Whether a name belongs to the portal: a tenant's group would otherwise carry a role, or its domain be the platform. */
function isReserved(name: string): boolean {
  return name === 'platform' || ROLE_GROUPS.includes(name);
}

function refOf({ claim, tenant }: ParsedClaim): string {
  return claimEntityRef({
    kind: claim.kind,
    tenant,
    name: claim.metadata.name,
  });
}

function applicationNames(manifests: Manifests): Set<string> {
  return new Set(
    manifests.applications.map(item => item.document.metadata.name),
  );
}
