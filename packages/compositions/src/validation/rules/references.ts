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
  const streams = valueAt(claim.spec, 'streams');
  return claim.kind === 'XWebService'
    ? [
        ...single('database', 'XPostgres'),
        ...single('cache', 'XDragonfly'),
        ...(Array.isArray(streams) ? streams : []).map((stream, index) => ({
          kind: 'XEventStream',
          name: stringAt(stream, 'claim') ?? '',
          pointer: `/spec/streams/${index}/claim`,
        })),
      ]
    : [];
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
