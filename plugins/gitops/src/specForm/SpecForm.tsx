import type { Finding, Lego } from '@zerotouch/plugin-gitops-common';
import { type ReactNode, useContext, useMemo } from 'react';
import { FieldView } from './FieldView';
import type { FormField } from './FormField';
import { SpecFormContext } from './SpecFormContext';
import { dropHidden, findMissing, isShown, withKey } from './specValues';
import styles from './specForm.module.css';
import { toFormFields } from './toFormFields';
import { toMessages } from './toMessages';

/** Properties of {@link SpecForm}. */
export interface SpecFormProps {
  /** The API as main defines it. */
  lego: Lego;
  /** The spec as it would be written: only what was decided. */
  value: Record<string, unknown>;
  /** Gets the whole new spec, without the fields that are hidden. */
  onChange: (spec: Record<string, unknown>) => void;
  /** Bare name of the tenant, for the pickers. */
  tenant: string | undefined;
  /** What the engine found in the last preview; shown at the fields. */
  findings?: Finding[];
  /** Whether required fields that are empty are called so: after somebody tried to go on. */
  showMissing?: boolean;
  isDisabled?: boolean;
}

/** The form of a claim's spec, made from the schema of its API. It asks nobody and writes nothing: its owner previews and proposes. */
export function SpecForm(props: SpecFormProps) {
  const { lego, value, onChange, tenant, isDisabled = false } = props;
  const { findings, showMissing = false } = props;
  const fields = useMemo(() => toFields(lego), [lego]);
  const shown = fields.filter(field =>
    isShown(field.key, value, fields, lego.conditions),
  );
  const state = useMemo(
    () => ({
      tenant,
      isDisabled,
      messages: toMessages({
        findings: findings ?? [],
        missing: findMissing(fields, value),
        showMissing,
      }),
    }),
    [tenant, isDisabled, findings, fields, value, showMissing],
  );
  const change = (key: string, next: unknown) =>
    onChange(dropHidden(withKey(value, key, next), fields, lego.conditions));
  const view = (field: FormField) => (
    <FieldView
      key={field.key}
      field={field}
      pointer={`/${field.key}`}
      value={Object.hasOwn(value, field.key) ? value[field.key] : undefined}
      parent={value}
      onChange={next => change(field.key, next)}
    />
  );
  const advanced = shown.filter(({ isAdvanced }) => isAdvanced);
  return (
    <SpecFormContext.Provider value={state}>
      <div className={styles.form}>
        {shown.filter(({ isAdvanced }) => !isAdvanced).map(view)}
        {advanced.length > 0 && (
          <Advanced fields={advanced} value={value}>
            {advanced.map(view)}
          </Advanced>
        )}
      </div>
    </SpecFormContext.Provider>
  );
}

function toFields(lego: Lego): FormField[] {
  return toFormFields(lego.schema, {
    choices: lego.choices,
    ...(lego.firstFields.length > 0 ? { firstFields: lego.firstFields } : {}),
  });
}

/** Folded until asked for, or until something in it is given or wrong. */
function Advanced(props: {
  fields: FormField[];
  value: Record<string, unknown>;
  children: ReactNode;
}) {
  const { fields, value, children } = props;
  const isGiven = fields.some(({ key }) => Object.hasOwn(value, key));
  const isWrong = useIsWrong(fields);
  return (
    <details
      className={styles.advanced}
      open={isGiven || isWrong ? true : undefined}
    >
      <summary>
        Advanced <small>{fields.map(({ title }) => title).join(', ')}</small>
      </summary>
      <div className={styles.form}>{children}</div>
    </details>
  );
}

function useIsWrong(fields: FormField[]): boolean {
  const { messages } = useContext(SpecFormContext);
  return fields.some(({ key }) =>
    [...messages.keys()].some(
      place => place === `/${key}` || place.startsWith(`/${key}/`),
    ),
  );
}
