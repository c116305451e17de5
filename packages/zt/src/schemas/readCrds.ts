import { parseAllDocuments } from 'yaml';
import { listAt, stringAt, valueAt } from '@zerotouch/compositions';
import { SchemaBundle, kindKey } from './SchemaBundle';
import { toClosedSchema } from './toClosedSchema';

/** Reads the served versions of every CustomResourceDefinition in some YAML texts; other documents are passed over. */
export function readCrds(texts: string[]): SchemaBundle {
  const bundle: SchemaBundle = { definitions: {}, kinds: {} };
  for (const text of texts) {
    for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
      if (document.errors.length === 0) {
        addCrd(bundle, document.toJS());
      }
    }
  }
  return bundle;
}

function addCrd(bundle: SchemaBundle, crd: unknown) {
  const group = stringAt(crd, 'spec', 'group');
  const kind = stringAt(crd, 'spec', 'names', 'kind');
  if (
    stringAt(crd, 'kind') !== 'CustomResourceDefinition' ||
    group === undefined ||
    kind === undefined
  ) {
    return;
  }
  for (const version of listAt(crd, 'spec', 'versions')) {
    const name = stringAt(version, 'name');
    const schema = valueAt(version, 'schema', 'openAPIV3Schema');
    if (name && valueAt(version, 'served') !== false && schema) {
      const definition = `${group}.${name}.${kind}`;
      bundle.definitions[definition] = toClosedSchema(schema);
      bundle.kinds[kindKey(`${group}/${name}`, kind)] = definition;
    }
  }
}
