import { useApi } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Select } from '@backstage/ui';
import { useCallback } from 'react';
import { gitopsApiRef } from '../api';
import { toTenants } from '../home/toTenants';
import { describeFailure } from '../errors/describeFailure';
import { useResource } from '../resource/useResource';

/** Chooses one of the tenants on main; the value is its bare name. */
export function TenantPicker(props: FieldExtensionComponentProps<string>) {
  const { formData, onChange, required, schema, disabled, rawErrors } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const [tenants] = useResource(
    useCallback(
      async signal =>
        toTenants((await gitopsApi.listClaims({ signal })).items).map(
          ({ name }) => ({ id: name, label: name }),
        ),
      [gitopsApi],
    ),
  );
  const failure =
    tenants.state === 'failed'
      ? describeFailure(tenants.error, 'the tenants')
      : undefined;
  return (
    <Select
      label={schema.title ?? 'Tenant'}
      description={failure ?? schema.description}
      placeholder={
        tenants.state === 'loading' ? 'Reading the tenants…' : 'Choose a tenant'
      }
      options={tenants.state === 'done' ? tenants.value : []}
      selectedKey={formData ?? null}
      onSelectionChange={key => onChange(key === null ? undefined : `${key}`)}
      isRequired={required}
      isDisabled={disabled}
      isInvalid={Boolean(rawErrors?.length)}
    />
  );
}
