import type { ChangeFinding, Lego } from '@zerotouch/plugin-gitops-common';
import { useMemo } from 'react';
import type { ClaimKey } from '../change/loadClaimFile';
import type { Resource } from '../resource/useResource';
import { Fetched } from '../section/Section';
import { SpecForm } from '../specForm/SpecForm';
import styles from './edit.module.css';
import type { ClaimEditing } from './useClaimEdit';

/** The claim's spec as a form over the text of its file. */
export function EditForm(props: {
  claim: ClaimKey;
  edit: ClaimEditing;
  findings: ChangeFinding[];
  lego: Resource<Lego>;
  onRetry: () => void;
}) {
  const { claim, edit } = props;
  const { tenant } = claim;
  const { read } = edit;
  const { lego, onRetry } = props;
  // At the field, what is wrong and the way out are one.
  const findings = useMemo(
    () =>
      props.findings.map(finding =>
        finding.wayOut
          ? { ...finding, message: `${finding.message} ${finding.wayOut}` }
          : finding,
      ),
    [props.findings],
  );
  if (read.result === 'refused') {
    return (
      <p className={styles.failure} role="alert">
        {read.message} Mend it under YAML; the form follows.
      </p>
    );
  }
  return (
    <Fetched resource={lego} what="the form" rows={6} onRetry={onRetry}>
      {value => (
        <SpecForm
          lego={value}
          value={read.spec}
          tenant={tenant}
          findings={findings}
          onChange={edit.changeSpec}
        />
      )}
    </Fetched>
  );
}
