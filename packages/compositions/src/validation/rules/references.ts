import { isObject, stringAt, valueAt } from '../../document/plain';
import { findClaims } from '../../tree/claimIndex';
import { suggest } from '../suggest';
import { Issue, errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

interface Reference {
  kind: string;
  name: string;
  pointer: string;
}

/** The claims that a service names exist in its tenant. */
export const referencesExist: Rule = context =>
  referencesOf(context).flatMap(reference =>
    checkReference(context, reference),
  );

function referencesOf({ claim }: RuleContext): Reference[] {
  const single = (field: string, kind: string): Reference[] => {
    const name = stringAt(claim.spec, field, 'claim');
    return name === undefined
      ? []
      : [{ kind, name, pointer: `/spec/${field}/claim` }];
  };
  const list = (field: string): Reference[] => {
    const items = valueAt(claim.spec, field);
    return (Array.isArray(items) ? items : []).map((item, index) => ({
      kind: 'XEventStream',
      name: stringAt(item, 'claim') ?? '',
      pointer: `/spec/${field}/${index}/claim`,
    }));
  };
  const data = [
    ...single('database', 'XPostgres'),
    ...single('cache', 'XDragonfly'),
  ];
  switch (claim.kind) {
    case 'XWebService':
      return [...data, ...list('streams')];
    case 'XEventDrivenService':
      return [
        ...single('stream', 'XEventStream'),
        ...data,
        ...list('publishTo'),
      ];
    default:
      return [];
  }
}

function checkReference(context: RuleContext, reference: Reference): Issue[] {
  const { claim, tree, tenant } = context;
  const { kind, name, pointer } = reference;
  const target = findClaims(tree, { kind, tenant, name })[0];
  if (!target) {
    const names = tree.claims
      .filter(item => item.claim.kind === kind && item.tenant === tenant)
      .map(item => item.claim.metadata.name);
    const near = suggest(name, names);
    const advice = near
      ? `did you mean "${near}"?`
      : 'create it first or correct the name.';
    return [
      errorIssue(
        'reference',
        pointer,
        `The tenant "${tenant}" has no ${kind} "${name}"; ${advice}`,
      ),
    ];
  }
  const consumer = stringAt(claim.spec, 'stream', 'consumer');
  if (pointer === '/spec/stream/claim' && consumer !== undefined) {
    return checkConsumer(target.claim.spec, name, consumer);
  }
  const database = stringAt(claim.spec, 'database', 'name');
  return kind === 'XPostgres' && database !== undefined && database !== 'app'
    ? checkDatabase(target.claim.spec, name, database)
    : [];
}

function checkDatabase(
  spec: Record<string, unknown>,
  claim: string,
  database: string,
): Issue[] {
  const listed = Array.isArray(spec.databases) ? spec.databases : [];
  const exists = listed.some(item => isObject(item) && item.name === database);
  return exists
    ? []
    : [
        errorIssue(
          'reference',
          '/spec/database/name',
          `The XPostgres "${claim}" has no database "${database}"; add it to its spec.databases or use "app".`,
        ),
      ];
}

/** For a consumer that does not exist the scaler would count every message ever published. */
function checkConsumer(
  spec: Record<string, unknown>,
  claim: string,
  consumer: string,
): Issue[] {
  const listed = Array.isArray(spec.consumers) ? spec.consumers : [];
  const names = listed.map(item => stringAt(item, 'name') ?? '');
  if (names.includes(consumer)) {
    return [];
  }
  const near = suggest(consumer, names);
  return [
    errorIssue(
      'reference',
      '/spec/stream/consumer',
      `The XEventStream "${claim}" has no consumer "${consumer}"; ${
        near ? `did you mean "${near}"?` : 'add it to its spec.consumers first.'
      }`,
    ),
  ];
}
