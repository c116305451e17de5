import { Claim } from '@zerotouch/compositions';
import { ClaimRef } from '@zerotouch/plugin-gitops-common';
import { fieldAt, listAt, textAt } from './fields';

/** Returns the claims that a claim names in its spec; all stand in its own tenant. They need not exist. */
export function claimReferences(claim: Claim, tenant: string): ClaimRef[] {
  const { spec } = claim;
  const single: [string, unknown][] = [
    ['XPostgres', fieldAt(spec, 'database')],
    ['XPostgres', fieldAt(spec, 'restore', 'from')],
    ['XDragonfly', fieldAt(spec, 'cache')],
    ['XEventStream', fieldAt(spec, 'stream')],
  ];
  const several: [string, unknown][] = [
    ...listAt(spec, 'streams'),
    ...listAt(spec, 'publishTo'),
  ].map(item => ['XEventStream', item]);
  const refs = [...single, ...several].flatMap(([kind, holder]) => {
    const name = textAt(holder, 'claim');
    const self = kind === claim.kind && name === claim.metadata.name;
    return name === undefined || self ? [] : [{ kind, tenant, name }];
  });
  return refs.filter(
    (ref, index) =>
      refs.findIndex(
        other => other.kind === ref.kind && other.name === ref.name,
      ) === index,
  );
}
