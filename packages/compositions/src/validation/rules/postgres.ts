import { readSpec } from '../../compose/LegoContext';
import { withDefaults } from '../../definition/applyDefaults';
import { specSchema } from '../../definition/Definition';
import { stringAt, valueAt } from '../../document/plain';
import { findClaims } from '../../tree/claimIndex';
import { XPostgresSpec } from '../../xpostgres/XPostgresSpec';
import { postgresRefusals } from '../../xpostgres/refusals';
import { Issue, errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

/** Rules of XPostgres that need the environment or other claims. */
export const postgresRules: Rule = context => {
  const { claim, environment } = context;
  if (claim.kind !== 'XPostgres') {
    return [];
  }
  const refusals = postgresRefusals({
    name: claim.metadata.name,
    spec: readSpec<XPostgresSpec>(claim, []),
    environment,
  });
  return [
    ...refusals.map(({ rule, path, message }) =>
      errorIssue(rule, path, message),
    ),
    ...restoreVersion(context),
  ];
};

/** A restore begins with the version that wrote the archive; a database that was restored before may be upgraded since. */
function restoreVersion(context: RuleContext): Issue[] {
  const { claim, tenant, tree, definition, path } = context;
  const from = stringAt(claim.spec, 'restore', 'from', 'claim');
  if (from === undefined || from === claim.metadata.name) {
    return [];
  }
  const source = findClaims(tree, { kind: 'XPostgres', tenant, name: from })[0];
  if (!source) {
    return [];
  }
  const known = findClaims(tree, {
    kind: 'XPostgres',
    tenant,
    name: claim.metadata.name,
  }).find(item => item.path === path);
  const previous = context.previous ?? known?.claim;
  const restored =
    previous !== undefined &&
    valueAt(
      withDefaults(previous.spec, specSchema(definition)),
      'incarnation',
    ) === claim.spec.incarnation &&
    valueAt(previous.spec, 'restore') !== undefined;
  const version = valueAt(
    withDefaults(source.claim.spec, specSchema(definition)),
    'version',
  );
  return restored || version === claim.spec.version
    ? []
    : [
        errorIssue(
          'restore-source',
          '/spec/version',
          `spec.version must be ${version}, the version of "${from}" whose archive is restored, not ${claim.spec.version}.`,
        ),
      ];
}
