import { useApi } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { useCallback } from 'react';
import { gitopsApiRef } from '../api';
import type { Preview } from '@zerotouch/plugin-gitops-common';
import { useResource } from '../resource/useResource';
import { useStepChange } from './ChangeContext';
import { findNameConflict, findNameError } from './findNameError';
import { findDraft } from './formValues';

/** Options of the field: `ui:options: { kind: XPostgres }`. */
export interface ClaimNameOptions {
  /** Kind of the claim; without it, whether the name exists is told with the change. */
  kind?: string;
}

/** Takes the name of a new claim and says while one types what is wrong with it. */
export function ClaimName(
  props: FieldExtensionComponentProps<string, ClaimNameOptions>,
) {
  const { formData = '', onChange, schema, uiSchema, rawErrors } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const [claims] = useResource(
    useCallback(signal => gitopsApi.listClaims({ signal }), [gitopsApi]),
  );
  const kind = uiSchema['ui:options']?.kind ?? '';
  const draft = findDraft(kind, {
    ...props.formContext?.formData,
    name: formData,
  });
  const conflict =
    draft && claims.state === 'done'
      ? findNameConflict(claims.value.items, draft)
      : undefined;
  const stepChange = useStepChange();
  const refusal =
    stepChange?.state === 'shown' && !stepChange.isStale
      ? findNameRefusal(stepChange.previews.at(0))
      : undefined;
  const error = findNameError(formData) ?? conflict ?? refusal;
  return (
    <TextField
      label={schema.title ?? 'Name'}
      description={error ?? schema.description}
      value={formData}
      onChange={value => onChange(value === '' ? undefined : value)}
      isRequired={props.required}
      isDisabled={props.disabled}
      isInvalid={Boolean(error) || Boolean(rawErrors?.length)}
      autoComplete="off"
      spellCheck="false"
    />
  );
}

/** What the engine says about the name, such as that tenants have no hyphens. */
function findNameRefusal(preview: Preview | undefined): string | undefined {
  return preview?.findings.find(
    ({ severity, pointer }) =>
      severity === 'error' && pointer === '/metadata/name',
  )?.message;
}
