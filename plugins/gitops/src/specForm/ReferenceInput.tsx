import { useApi } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { useCallback, useContext } from 'react';
import { Link } from 'react-router-dom';
import { gitopsApiRef } from '../api';
import { findClaimDocument } from '../claim/parseClaim';
import { describeFailure } from '../errors/describeFailure';
import { templatePath } from '../paths/portalPaths';
import { useResource } from '../resource/useResource';
import { FieldNote } from './FieldNote';
import type { FieldProps } from './FieldProps';
import type { ReferenceField } from './FormField';
import { isMapping } from './JsonSchema';
import { SpecFormContext, useHasMessage } from './SpecFormContext';
import styles from './specForm.module.css';

const STREAM = 'XEventStream';

/** Chooses a claim of this tenant, a consumer of the stream beside it, or a name that the platform knows. */
export function ReferenceInput(props: FieldProps<ReferenceField>) {
  const { field, pointer, value, onChange } = props;
  const { tenant, isDisabled } = useContext(SpecFormContext);
  const isInvalid = useHasMessage(pointer);
  const names = useNames(field, tenant, props.parent);
  const options = names.state === 'done' ? names.value : [];
  const given = typeof value === 'string' && value !== '' ? value : undefined;
  const all =
    given === undefined || options.includes(given)
      ? options
      : [given, ...options];
  return (
    <div className={styles.field}>
      <Select
        label={field.title || undefined}
        aria-label={field.title ? undefined : 'Item'}
        description={field.description}
        placeholder={toPlaceholder(field, tenant, names.state)}
        options={all.map(name => ({ id: name, label: name }))}
        selectedKey={given ?? null}
        onSelectionChange={key => onChange(key === null ? undefined : `${key}`)}
        isRequired={field.isRequired}
        isDisabled={isDisabled || all.length === 0}
        isInvalid={isInvalid}
      />
      <FieldNote
        pointer={pointer}
        hint={
          names.state === 'failed'
            ? describeFailure(names.error, 'what can be chosen')
            : names.state === 'done' &&
              all.length === 0 && <Missing field={field} tenant={tenant} />
        }
      />
    </div>
  );
}

function Missing(props: { field: ReferenceField; tenant: string | undefined }) {
  const { field, tenant } = props;
  if (field.to.what !== 'claim' || tenant === undefined) {
    return null;
  }
  const { kind } = field.to;
  return (
    <>
      {tenant} has no {kind} yet.{' '}
      <Link to={templatePath(kind.toLowerCase())}>Create one first</Link>
    </>
  );
}

function toPlaceholder(
  { to }: ReferenceField,
  tenant: string | undefined,
  state: string,
): string {
  if (to.what === 'choice') {
    return to.values.length > 0 ? 'Choose one' : 'The platform has none';
  }
  if (tenant === undefined) {
    return 'Choose a tenant first';
  }
  if (state === 'loading') {
    return 'Reading the catalog…';
  }
  return to.what === 'claim' ? `Choose an ${to.kind}` : 'Choose a consumer';
}

function useNames(
  { to }: ReferenceField,
  tenant: string | undefined,
  parent: Record<string, unknown> = {},
) {
  const gitopsApi = useApi(gitopsApiRef);
  const kind = to.what === 'claim' ? to.kind : STREAM;
  const known = to.what === 'choice' ? to.values.join('\n') : undefined;
  const isConsumer = to.what === 'consumer';
  const stream = isConsumer ? `${parent.claim ?? ''}` : undefined;
  const [names] = useResource(
    useCallback(
      async (signal: AbortSignal): Promise<string[]> => {
        if (known !== undefined) {
          return known === '' ? [] : known.split('\n');
        }
        if (tenant === undefined) {
          return [];
        }
        const { items } = await gitopsApi.listClaims({ signal });
        const claims = items.filter(
          item => item.kind === kind && item.tenant === tenant,
        );
        if (stream === undefined) {
          return claims.map(({ name }) => name);
        }
        const claim = claims.find(({ name }) => name === stream);
        if (!claim) {
          return [];
        }
        const { content } = await gitopsApi.getFile(
          { path: claim.path },
          { signal },
        );
        return consumersOf(findClaimDocument(content, claim)?.spec);
      },
      [gitopsApi, kind, known, stream, tenant],
    ),
  );
  return names;
}

function consumersOf(spec: Record<string, unknown> = {}): string[] {
  const { consumers } = spec;
  return (Array.isArray(consumers) ? consumers : [])
    .filter(isMapping)
    .flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}
