import { parse } from 'yaml';
import { listAt, stringAt, valueAt } from '@zerotouch/compositions';
import { SchemaBundle, kindKey } from './SchemaBundle';
import { toClosedSchema } from './toClosedSchema';

/**
 * Reads types that are restated by hand, for a project whose own cannot be had.
 *
 * @param text - A file of the folder `restated`: the version that was read, its source, and the `spec` of each kind.
 * @param version - The version of the component; a file about another one is out of date and refused.
 */
export function readRestated(
  text: string,
  version: string,
): SchemaBundle | { reason: string } {
  const file: unknown = parse(text);
  const restated = stringAt(file, 'version');
  if (restated !== version) {
    return {
      reason: `its types are restated as of ${restated}, but ${version} is pinned; read what changed and restate it`,
    };
  }
  const bundle: SchemaBundle = { definitions: {}, kinds: {} };
  for (const item of listAt(file, 'kinds')) {
    const apiVersion = stringAt(item, 'apiVersion') ?? '';
    const kind = stringAt(item, 'kind') ?? '';
    const definition = `${apiVersion.split('/').join('.')}.${kind}`;
    bundle.definitions[definition] = toClosedSchema({
      type: 'object',
      required: ['spec'],
      properties: { spec: valueAt(item, 'spec') },
    });
    bundle.kinds[kindKey(apiVersion, kind)] = definition;
  }
  return bundle;
}
