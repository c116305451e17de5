import { useApi } from '@backstage/frontend-plugin-api';
import type { ChangeFinding } from '@zerotouch/plugin-gitops-common';
import { useCallback, useMemo } from 'react';
import { gitopsApiRef } from '../api';
import type { ClaimKey } from '../change/loadClaimFile';
import { useResource } from '../resource/useResource';
import { Fetched } from '../section/Section';
import { SpecForm } from '../specForm/SpecForm';
import styles from './edit.module.css';
import type { ClaimEditing } from './useClaimEdit';

/** The claim's spec as a form over the text of its file. */
export function EditForm(props: {
  claim: ClaimKey;
  edit: ClaimEditing;
  findings: ChangeFinding[];
}) {
  const { claim, edit } = props;
  const { kind, tenant } = claim;
  const { read } = edit;
  const gitopsApi = useApi(gitopsApiRef);
  const [lego, reload] = useResource(
    useCallback(
      signal => gitopsApi.getLego(kind, { signal }),
      [gitopsApi, kind],
    ),
  );
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
    <Fetched resource={lego} what="the form" rows={6} onRetry={reload}>
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
