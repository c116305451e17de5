import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import {
  EmbeddableWorkflow,
  formFieldsApiRef,
  type WorkflowProps,
} from '@backstage/plugin-scaffolder-react/alpha';
import { useCallback, useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { useResource } from '../resource/useResource';
import { Fetched } from '../section/Section';
import { CheckboxWidget } from './CheckboxWidget';
import styles from './goldenPath.module.css';
import type { ChangeSource } from './ChangeSource';
import { createClaimLayout } from './createClaimLayout';
import { createReviewClaim } from './ReviewClaim';
import { RunResult } from './RunResult';
import { toFieldExtensions } from './toFieldExtensions';

const FORM_PROPS = {
  EXPERIMENTAL_theme: 'bui' as const,
  widgets: { CheckboxWidget },
};

/** Search parameter with the run that the form began; kept in the address, so that a reload shows it again. */
const RUN = 'run';

const KIND_ANNOTATION = 'platform.zerotouch.dev/kind';
const PATH_ANNOTATION = 'platform.zerotouch.dev/golden-path';

/** The form of a template; for a claim, its last step is the change. */
export function GoldenPathPage() {
  const { namespace = 'default', templateName = '' } = useParams();
  const templateRef = stringifyEntityRef({
    kind: 'template',
    namespace,
    name: templateName,
  });
  const catalogApi = useApi(catalogApiRef);
  const formFieldsApi = useApi(formFieldsApiRef);
  const [path, reload] = useResource(
    useCallback(async () => {
      const [template, formFields] = await Promise.all([
        catalogApi.getEntityByRef(templateRef),
        formFieldsApi.loadFormFields(),
      ]);
      return {
        template,
        source: toSource(template?.metadata.annotations),
        extensions: toFieldExtensions(formFields),
      };
    }, [catalogApi, formFieldsApi, templateRef]),
  );

  return (
    <main className={styles.page}>
      <Fetched resource={path} what="the template" rows={5} onRetry={reload}>
        {({ template, source, extensions }) =>
          template ? (
            <GoldenPathForm
              key={templateRef}
              templateRef={templateRef}
              source={source}
              extensions={extensions}
            />
          ) : (
            <p className={styles.note}>
              There is no template “{templateName}”. Choose another one under
              Create.
            </p>
          )
        }
      </Fetched>
    </main>
  );
}

function GoldenPathForm(props: {
  templateRef: string;
  source: ChangeSource | undefined;
  extensions: WorkflowProps['extensions'];
}) {
  const { templateRef, source, extensions } = props;
  const { namespace, name } = parseEntityRef(templateRef);
  const scaffolderApi = useApi(scaffolderApiRef);
  const [search, setSearch] = useSearchParams();
  const run = search.get(RUN);
  const components = useMemo(
    () => (source ? { ReviewStepComponent: createReviewClaim(source) } : {}),
    [source],
  );
  const formProps = useMemo(
    () =>
      source
        ? {
            ...FORM_PROPS,
            uiSchema: { 'ui:ObjectFieldTemplate': createClaimLayout(source) },
          }
        : FORM_PROPS,
    [source],
  );
  const onCreate = useCallback<WorkflowProps['onCreate']>(
    async values => {
      const { taskId } = await scaffolderApi.scaffold({ templateRef, values });
      setSearch({ [RUN]: taskId });
    },
    [scaffolderApi, templateRef, setSearch],
  );
  return (
    <>
      {run && (
        <RunResult
          taskId={run}
          onBack={() => setSearch({}, { replace: true })}
        />
      )}
      <div hidden={Boolean(run)}>
        <EmbeddableWorkflow
          namespace={namespace}
          templateName={name}
          extensions={extensions}
          components={components}
          formProps={formProps}
          onCreate={onCreate}
          onError={error => (
            <p className={styles.note} role="alert">
              The form could not be read: {error?.message}
            </p>
          )}
        />
      </div>
    </>
  );
}

function toSource(
  annotations: Record<string, string> = {},
): ChangeSource | undefined {
  const kind = annotations[KIND_ANNOTATION];
  const goldenPath = annotations[PATH_ANNOTATION];
  return kind || goldenPath ? { kind, goldenPath } : undefined;
}
