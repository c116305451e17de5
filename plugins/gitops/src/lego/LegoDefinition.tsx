import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { LegoFields } from '@zerotouch/plugin-gitops-common';
import { useCallback } from 'react';
import { gitopsApiRef } from '../api';
import { LinkedComposedObjects } from '../composed/ComposedObjects';
import { askAboutPath, templatePath } from '../paths/portalPaths';
import { useResource } from '../resource/useResource';
import { Fetched, Section } from '../section/Section';
import { FieldList } from './FieldList';
import styles from './lego.module.css';

const KIND = 'platform.zerotouch.dev/kind';

/** Everything that a tenant can ask of an API, what it becomes, and the way to ask for it. */
export function LegoDefinition() {
  const { entity } = useEntity();
  const { definition } = entity.spec ?? {};
  const kind =
    entity.metadata.annotations?.[KIND] ??
    entity.metadata.title ??
    entity.metadata.name;
  const gitopsApi = useApi(gitopsApiRef);
  const [fields, reload] = useResource(
    useCallback(
      signal => gitopsApi.getLegoFields(kind, { signal }),
      [gitopsApi, kind],
    ),
  );
  return (
    <div className={styles.page}>
      <div className={styles.actions}>
        <ButtonLink
          variant="primary"
          size="small"
          href={templatePath(entity.metadata.name)}
        >
          Open the form
        </ButtonLink>
        <ButtonLink
          variant="tertiary"
          size="small"
          href={askAboutPath(stringifyEntityRef(entity))}
        >
          Ask the agent
        </ButtonLink>
      </div>
      <Fetched
        resource={fields}
        what={`the fields of ${kind}`}
        rows={10}
        onRetry={reload}
      >
        {value => <Details value={value} />}
      </Fetched>
      {typeof definition === 'string' && (
        <details className={styles.raw}>
          <summary>Definition as YAML</summary>
          <pre>{definition}</pre>
        </details>
      )}
    </div>
  );
}

function Details(props: { value: LegoFields }) {
  const { kind, fields, status, columns, example } = props.value;
  return (
    <>
      {example && (
        <Section title="What it composes" note="of the typical example">
          <LinkedComposedObjects
            claim={{ kind, name: example.name }}
            objects={example.objects}
            findings={[]}
          />
          <details className={styles.raw}>
            <summary>The example</summary>
            <pre>{example.yaml}</pre>
          </details>
        </Section>
      )}
      <Section title="Fields">
        <FieldList fields={fields} />
      </Section>
      {status.length > 0 && (
        <Section title="Status" note="written by the platform">
          <Facts
            rows={status.map(({ field, description }) => [field, description])}
          />
        </Section>
      )}
      {columns.length > 0 && (
        <Section title="Columns" note="of kubectl get">
          <Facts rows={columns.map(({ name, path }) => [name, path])} />
        </Section>
      )}
    </>
  );
}

function Facts(props: { rows: string[][] }) {
  return (
    <table className={styles.facts}>
      <tbody>
        {props.rows.map(([name, text]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
