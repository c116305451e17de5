import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Finding } from '@zerotouch/plugin-gitops-common';
import { ANNOTATION_ERROR, ANNOTATION_PATH } from './annotations';
import { findEntityError } from './findEntityError';

/** Entities in which nothing was wrong; those of files that did not change keep their identity and are not checked again. */
const accepted = new WeakSet<Entity>();

/** Collects entities: the first of a ref stays, what the catalog would refuse is left out, and both are said. */
export class EntitySet {
  readonly #entities = new Map<string, Entity>();
  readonly #errors: ReadonlyMap<string, string>;
  readonly problems: Finding[] = [];

  static create(options: { errors: ReadonlyMap<string, string> }) {
    return new EntitySet(options.errors);
  }

  private constructor(errors: ReadonlyMap<string, string>) {
    this.#errors = errors;
  }

  /** Adds an entity of the file at `path`. */
  add(entity: Entity, path: string): void {
    const error = accepted.has(entity) ? undefined : findEntityError(entity);
    if (error) {
      this.#report('entity', path, error);
      return;
    }
    accepted.add(entity);
    const ref = stringifyEntityRef(entity);
    const existing = this.#entities.get(ref);
    if (existing) {
      const other = existing.metadata.annotations?.[ANNOTATION_PATH];
      this.#report(
        'duplicate',
        path,
        `"${ref}" stands in "${other}" already, which counts; remove or rename one of them.`,
      );
      return;
    }
    this.#entities.set(ref, this.#withError(entity, path));
  }

  /** Says why a file gives no entity. */
  refuse(path: string, message: string): void {
    this.#report('entity', path, message);
  }

  /** Adds what the portal brings itself, unless a file says otherwise. */
  addDefault(entity: Entity): void {
    const ref = stringifyEntityRef(entity);
    if (!this.#entities.has(ref)) this.#entities.set(ref, entity);
  }

  /** Returns the entities in the order in which they were added. */
  list(): Entity[] {
    return [...this.#entities.values()];
  }

  #withError(entity: Entity, path: string): Entity {
    const error = this.#errors.get(path);
    if (error === undefined) return entity;
    const { metadata } = entity;
    return {
      ...entity,
      metadata: {
        ...metadata,
        annotations: { ...metadata.annotations, [ANNOTATION_ERROR]: error },
      },
    };
  }

  #report(rule: string, path: string, message: string) {
    this.problems.push({ rule, severity: 'error', path, message });
  }
}
