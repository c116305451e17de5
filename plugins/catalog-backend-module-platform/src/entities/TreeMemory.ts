import { Entity } from '@backstage/catalog-model';
import {
  Definition,
  ParsedClaim,
  PlatformTree,
  RepositoryFile,
  readPlatformTree,
} from '@zerotouch/compositions';
import { toClaimEntity } from './toClaimEntity';
import { toLegoEntity } from './toLegoEntity';
import { Manifests, readManifests } from './readManifests';

interface Remembered<T> {
  content: string;
  value: T;
}

/**
 * Remembers what files say, so that after a merge only the files that it changed are parsed again.
 *
 * @remarks
 * Only contents decide: a file of the same content says the same. Definitions keep their identity while no file under `platform/`
 * changes, and with it whatever was compiled from their schemas.
 */
export class TreeMemory {
  #platform: { files: RepositoryFile[]; tree: PlatformTree } | undefined;
  #claims = new Map<string, Remembered<PlatformTree>>();
  #manifests = new Map<string, Remembered<Manifests>>();
  readonly #legos = new WeakMap<Definition, Entity>();
  readonly #claimEntities = new WeakMap<
    ParsedClaim,
    { dependsOn: string[]; entity: Entity }
  >();

  static create() {
    return new TreeMemory();
  }

  private constructor() {}

  /** Reads the platform tree; the same as `readPlatformTree` over the files, which must be sorted by path. */
  readTree(files: RepositoryFile[]): PlatformTree {
    const isTenants = (file: RepositoryFile) =>
      file.path.startsWith('tenants/');
    const platform = this.#readPlatform(files.filter(file => !isTenants(file)));
    const parts = this.#readEach(files.filter(isTenants), this.#claims, file =>
      readPlatformTree([file]),
    );
    this.#claims = parts.remembered;
    const claims = [platform, ...parts.values].flatMap(tree => tree.claims);
    return {
      definitions: platform.definitions,
      environment: platform.environment,
      claims,
      tenants: [
        ...new Set([platform, ...parts.values].flatMap(tree => tree.tenants)),
      ].sort(),
      problems: [
        ...platform.problems,
        ...parts.values.flatMap(tree =>
          tree.problems.filter(({ path }) => path.startsWith('tenants/')),
        ),
      ],
    };
  }

  /** Reads everything else; the same as `readManifests` over the files. */
  readManifests(files: RepositoryFile[]): Manifests {
    const { values, remembered } = this.#readEach(
      files,
      this.#manifests,
      file => readManifests([file]),
    );
    this.#manifests = remembered;
    return {
      applications: values.flatMap(item => item.applications),
      entities: values.flatMap(item => item.entities),
      problems: values.flatMap(item => item.problems),
    };
  }

  /** Maps a lego to its entity; the same as `toLegoEntity`. */
  toLegoEntity(lego: Definition): Entity {
    const known = this.#legos.get(lego);
    if (known) return known;
    const entity = toLegoEntity(lego);
    this.#legos.set(lego, entity);
    return entity;
  }

  /** Maps a claim to its entity; the same as `toClaimEntity`. An entity that stays the same keeps its identity. */
  toClaimEntity(parsed: ParsedClaim, dependsOn: string[]): Entity {
    const known = this.#claimEntities.get(parsed);
    const isSame =
      known?.dependsOn.length === dependsOn.length &&
      dependsOn.every((ref, index) => ref === known.dependsOn[index]);
    if (known && isSame) return known.entity;
    const { path, claim, tenant } = parsed;
    const entity = toClaimEntity(
      { path, document: claim },
      { tenant, dependsOn },
    );
    this.#claimEntities.set(parsed, { dependsOn, entity });
    return entity;
  }

  #readPlatform(files: RepositoryFile[]): PlatformTree {
    const last = this.#platform;
    const isSame =
      last?.files.length === files.length &&
      files.every(
        ({ path, content }, index) =>
          path === last.files[index].path &&
          content === last.files[index].content,
      );
    if (last && isSame) return last.tree;
    const tree = readPlatformTree(files);
    this.#platform = { files, tree };
    return tree;
  }

  #readEach<T>(
    files: RepositoryFile[],
    known: ReadonlyMap<string, Remembered<T>>,
    read: (file: RepositoryFile) => T,
  ): { values: T[]; remembered: Map<string, Remembered<T>> } {
    const remembered = new Map(
      files.map(file => {
        const last = known.get(file.path);
        const isSame = last?.content === file.content;
        return [
          file.path,
          last && isSame ? last : { content: file.content, value: read(file) },
        ];
      }),
    );
    return {
      values: [...remembered.values()].map(item => item.value),
      remembered,
    };
  }
}
