import { posix } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { blobUrl, treeUrl } from './annotations';
import { isMapping, textAt } from './fields';

type JsonObject = NonNullable<Entity['spec']>;
type JsonValue = Exclude<JsonObject[string], undefined>;

const FETCH = /^fetch:(plain|template)(:file)?$/;

/**
 * Makes the relative addresses that a template fetches from absolute.
 *
 * @remarks
 * The scaffolder resolves relative addresses by the integrations of well-known forges, and ours is none of them. The file in the
 * repository stays relative, so that the template editor can dry-run it from a folder.
 *
 * @param path - Path of the template's file.
 */
export function withAbsoluteFetches(entity: Entity, path: string): Entity {
  if (entity.kind !== 'Template' || !isMapping(entity.spec)) {
    return entity;
  }
  const { steps } = entity.spec;
  if (!Array.isArray(steps)) {
    return entity;
  }
  const folder = posix.dirname(path);
  return {
    ...entity,
    spec: {
      ...entity.spec,
      steps: steps.map(step => toAbsolute(step, folder)),
    },
  };
}

function toAbsolute(step: JsonValue, folder: string): JsonValue {
  const action = FETCH.exec(textAt(step, 'action') ?? '');
  const url = textAt(step, 'input', 'url');
  if (!isObject(step) || !isObject(step.input) || !action || !url) {
    return step;
  }
  const target = posix.join(folder, url).replace(/\/$/, '');
  if (!/^\.\.?\//.test(url) || target.startsWith('..')) {
    return step;
  }
  const absolute = action[2] ? blobUrl(target) : treeUrl(target);
  return { ...step, input: { ...step.input, url: absolute } };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return isMapping(value);
}
