import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { memo, useCallback, useState } from 'react';
import { gitopsApiRef } from '../api';
import { useResource } from '../resource/useResource';
import { Fetched } from '../section/Section';
import { SpecForm, type SpecFormProps } from './SpecForm';
import { SpecYaml } from './SpecYaml';
import styles from './specForm.module.css';

/** Properties of {@link SpecEditor}: those of the form, with the kind instead of its API. */
export type SpecEditorProps = Omit<SpecFormProps, 'lego'> & { kind: string };

/** A claim's spec as a form or as YAML, whichever one likes; both show the same state. The schema is the one on main. */
export const SpecEditor = memo(function Editor(props: SpecEditorProps) {
  const { kind, ...rest } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const [lego, reload] = useResource(
    useCallback(
      signal => gitopsApi.getLego(kind, { signal }),
      [gitopsApi, kind],
    ),
  );
  const [isYaml, setYaml] = useState(false);
  return (
    <Fetched resource={lego} what="the form" rows={6} onRetry={reload}>
      {value => (
        <>
          <div className={styles.modes}>
            <h3>{value.title}</h3>
            <Button
              variant="tertiary"
              size="small"
              onPress={() => setYaml(!isYaml)}
            >
              {isYaml ? 'Show the form' : 'Write YAML'}
            </Button>
          </div>
          {isYaml ? (
            <SpecYaml {...rest} />
          ) : (
            <SpecForm lego={value} {...rest} />
          )}
        </>
      )}
    </Fetched>
  );
});
