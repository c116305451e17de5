import {
  Entity,
  RELATION_API_CONSUMED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDENCY_OF,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { ANNOTATION_CLAIM, ANNOTATION_ERROR } from '../entities/annotations';
import { listAt } from '../entities/fields';

/** The type of a status item that the catalog's own error panel shows. */
const STATUS_TYPE = 'backstage.io/catalog-processing';

/**
 * Shows what is wrong with an entity's file on the entity, and completes the relations of claims.
 *
 * @remarks
 * A provider may not emit a status, and an error of a processor would make a new entity vanish; a status item does neither. The
 * catalog's model knows no relation from an API back to what depends on it, so it is emitted here.
 */
export class PlatformEntityProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'PlatformEntityProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const annotations = entity.metadata.annotations ?? {};
    if (annotations[ANNOTATION_CLAIM] !== undefined) {
      emitLegoRelations(entity, emit);
    }
    const message = annotations[ANNOTATION_ERROR];
    return message === undefined ? entity : withError(entity, message);
  }
}

function emitLegoRelations(entity: Entity, emit: CatalogProcessorEmit) {
  const self = getCompoundEntityRef(entity);
  const apis = listAt(entity, 'spec', 'dependsOn')
    .map(ref => parseEntityRef(String(ref)))
    .filter(ref => ref.kind.toLowerCase() === 'api');
  for (const api of apis) {
    const relations = [
      { source: api, type: RELATION_DEPENDENCY_OF, target: self },
      { source: self, type: RELATION_CONSUMES_API, target: api },
      { source: api, type: RELATION_API_CONSUMED_BY, target: self },
    ];
    relations.forEach(relation => emit(processingResult.relation(relation)));
  }
}

function withError(entity: AlphaEntity, message: string): AlphaEntity {
  const item = {
    type: STATUS_TYPE,
    level: 'error' as const,
    message,
    error: { name: 'InputError', message },
  };
  const { status } = entity;
  return {
    ...entity,
    status: { ...status, items: [...(status?.items ?? []), item] },
  };
}
