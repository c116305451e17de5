import { stringAt, toFieldPath, valueAt } from '../document/plain';
import { KubernetesObject } from '../types';
import {
  ConstitutionRule,
  describe,
  expectValue,
  mappingsOf,
  objectsOf,
  objectsOfKind,
} from './ConstitutionRule';

const SECRET_NAME =
  /(password|passwd|secret|token|(private|api|access)_?key)$/i;
/** A user and a password in an address, unless the password is filled in elsewhere. */
const CREDENTIALS = /:\/\/[^/\s:@]*:(?!\$\(|\{\{)[^/\s@]+@/;

/** Where secrets come from, and that none is written down. */
export const secrets: ConstitutionRule[] = [
  {
    id: 'no-literal-secret',
    sentence: 'No secret value is written in a composed object.',
    check: (_, composition) =>
      objectsOf(composition).flatMap(object => [
        ...(object.kind === 'Secret'
          ? [`${describe(object)} is a literal secret.`]
          : []),
        ...literalsOf(object).map(
          path => `${path} of ${describe(object)} holds a secret value.`,
        ),
      ]),
  },
  {
    id: 'own-secret-store',
    sentence: "Secrets come from the tenant's own part of the secret store.",
    check: (claim, composition) =>
      objectsOfKind(composition, 'ExternalSecret').flatMap(secret => {
        const reads =
          valueAt(secret.spec, 'data') !== undefined ||
          valueAt(secret.spec, 'secretStoreRef') !== undefined;
        return reads
          ? expectValue(
              `spec.secretStoreRef.name of ${describe(secret)}`,
              valueAt(secret.spec, 'secretStoreRef', 'name'),
              `tenant-${claim.metadata.namespace}`,
            )
          : [];
      }),
  },
  {
    id: 'generated-once',
    sentence:
      'A generated password is made once, at random, and never from what others can read.',
    check: (_, composition) =>
      objectsOfKind(composition, 'ExternalSecret')
        .filter(secret => valueAt(secret.spec, 'dataFrom') !== undefined)
        .flatMap(secret => [
          ...expectValue(
            `spec.refreshPolicy of ${describe(secret)}`,
            valueAt(secret.spec, 'refreshPolicy'),
            'CreatedOnce',
          ),
          ...expectValue(
            `The generator of ${describe(secret)}`,
            valueAt(
              secret.spec,
              'dataFrom',
              0,
              'sourceRef',
              'generatorRef',
              'kind',
            ),
            'Password',
          ),
        ]),
  },
];

function literalsOf(object: KubernetesObject): string[] {
  return mappingsOf(object).flatMap(({ mapping, path }) => {
    const variable = stringAt(mapping, 'name') ?? '';
    const value = stringAt(mapping, 'value');
    const named =
      value !== undefined &&
      value !== '' &&
      SECRET_NAME.test(variable) &&
      !value.startsWith('$(');
    const templated = path[path.length - 2] === 'template' ? mapping : {};
    const written = Object.entries(mapping).filter(
      ([key, field]) =>
        typeof field === 'string' &&
        (CREDENTIALS.test(field) ||
          (key in templated && SECRET_NAME.test(key) && !field.includes('{{'))),
    );
    return [
      ...(named ? [toFieldPath([...path, 'value'])] : []),
      ...written.map(([key]) => toFieldPath([...path, key])),
    ];
  });
}
