import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useEffect } from 'react';
import { findClaims } from './ChangeSource';
import { ChangeView } from './ChangeView';
import { useChange } from './useChange';

/** Options of the field: `ui:options: { kind: XPostgres }`. */
export interface ClaimPreviewOptions {
  /** Kind of the claim. */
  kind?: string;
}

/** `shown` lets the form go on; the other values hold it back. */
export type ClaimPreviewValue = 'pending' | 'refused' | 'shown';

/** Shows the claim that the form would write while one fills it in. */
export function ClaimPreview(
  props: FieldExtensionComponentProps<string, ClaimPreviewOptions>,
) {
  const { formData, onChange, uiSchema, formContext } = props;
  const kind = uiSchema['ui:options']?.kind ?? '';
  const change = useChange(findClaims({ kind }, formContext?.formData));
  const value = toValue(change);
  useEffect(() => {
    if (formData !== value) {
      onChange(value);
    }
  }, [formData, onChange, value]);
  return <ChangeView change={change} />;
}

function toValue(change: ReturnType<typeof useChange>): ClaimPreviewValue {
  if (change.state !== 'shown' || change.isStale) {
    return change.state === 'failed' ? 'refused' : 'pending';
  }
  return change.refusals.length > 0 ? 'refused' : 'shown';
}
