import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { SpecEditor } from '../specForm/SpecEditor';
import { useStepChange } from './ChangeContext';
import { findClaims } from './ChangeSource';
import { useChange } from './useChange';

/** Options of the field: `ui:options: { kind: XPostgres }`. */
export interface ClaimSpecOptions {
  /** Kind whose spec is filled in. */
  kind?: string;
  /** Golden path whose plan holds the claim; the claim alone when absent. */
  goldenPath?: string;
}

type Spec = Record<string, unknown>;

/** Takes the spec of a claim, in the form that main's definition of its kind asks for. */
export function ClaimSpec(
  props: FieldExtensionComponentProps<Spec, ClaimSpecOptions>,
) {
  const { formData = {}, onChange, uiSchema, formContext, rawErrors } = props;
  const { kind = '', goldenPath } = uiSchema['ui:options'] ?? {};
  const values: unknown = formContext?.formData;
  const stepChange = useStepChange();
  const own = useChange(
    stepChange ? undefined : findClaims({ kind, goldenPath }, values),
  );
  const change = stepChange ?? own;
  const preview =
    change.state === 'shown'
      ? change.previews.find(({ path }) =>
          path.endsWith(`/${fileOf(kind)}.yaml`),
        )
      : undefined;
  return (
    <SpecEditor
      kind={kind}
      value={formData}
      onChange={onChange}
      tenant={tenantOf(values)}
      findings={preview?.findings}
      showMissing={Boolean(rawErrors?.length)}
      isDisabled={props.disabled}
    />
  );
}

function fileOf(kind: string): string {
  return kind === 'XTenant' ? 'tenant' : kind.toLowerCase();
}

function tenantOf(values: unknown): string | undefined {
  return typeof values === 'object' &&
    values !== null &&
    'tenant' in values &&
    typeof values.tenant === 'string'
    ? values.tenant
    : undefined;
}
