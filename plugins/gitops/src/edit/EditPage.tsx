import { useApi } from '@backstage/frontend-plugin-api';
import { type Lego, claimEntityRef } from '@zerotouch/plugin-gitops-common';
import { useCallback, useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { gitopsApiRef } from '../api';
import {
  type ClaimFile,
  type ClaimKey,
  loadClaimFile,
} from '../change/loadClaimFile';
import { Proposed } from '../change/Proposed';
import { previewOf, useChangePreview } from '../change/useChangePreview';
import { entityPath } from '../paths/portalPaths';
import { type Resource, useResource } from '../resource/useResource';
import { Fetched } from '../section/Section';
import { Conflict } from './Conflict';
import { EditForm } from './EditForm';
import { OpenProposalChoice } from './OpenProposalChoice';
import { ReviewChange } from './ReviewChange';
import { YamlEditor } from './YamlEditor';
import styles from './edit.module.css';
import { useClaimEdit } from './useClaimEdit';

/** Search parameter with the proposal to build on. */
const ONTO = 'onto';

/** Changes a claim in its own file: as a form, as YAML, and what it does before anybody proposes it. */
export function EditPage() {
  const { kind = '', tenant = '', name = '' } = useParams();
  const [search] = useSearchParams();
  const onto = Number(search.get(ONTO)) || undefined;
  const gitopsApi = useApi(gitopsApiRef);
  const claim = useMemo(() => ({ kind, tenant, name }), [kind, tenant, name]);
  const [file, reload] = useResource(
    useCallback(
      signal => loadClaimFile(gitopsApi, claim, { onto, signal }),
      [gitopsApi, claim, onto],
    ),
  );
  // Asked for at the same time as the file, as the form needs both.
  const [lego, reloadLego] = useResource(
    useCallback(
      signal => gitopsApi.getLego(kind, { signal }),
      [gitopsApi, kind],
    ),
  );
  return (
    <main className={styles.page}>
      <Fetched resource={file} what="the claim" rows={8} onRetry={reload}>
        {value => (
          <Editor
            key={`${value.path} ${value.mainSha}`}
            claim={claim}
            loaded={value}
            lego={lego}
            onRetry={reloadLego}
          />
        )}
      </Fetched>
    </main>
  );
}

function Editor(props: {
  claim: ClaimKey;
  loaded: ClaimFile;
  lego: Resource<Lego>;
  onRetry: () => void;
}) {
  const { claim, loaded, lego, onRetry } = props;
  const edit = useClaimEdit(claim, loaded);
  const { file, text, read, save } = edit;
  const [isYaml, setYaml] = useState(false);
  const isChanged = text !== file.text;
  const change = useChangePreview(
    isChanged && read.result === 'ok'
      ? [{ path: file.path, content: text }]
      : undefined,
    file.onto?.number,
  );
  const preview = previewOf(change);
  const findings = useMemo(() => preview?.findings ?? [], [preview]);
  const marked = useMemo(
    () => findings.flatMap(({ line }) => line ?? []),
    [findings],
  );
  const entityRef = claimEntityRef(claim);
  if (save.state === 'done') {
    return (
      <Proposed
        number={save.number}
        isAdded={save.isAdded}
        entityRef={entityRef}
      />
    );
  }
  return (
    <>
      <header className={styles.header}>
        <h1>Edit {claim.name}</h1>
        <p>
          {claim.kind} of {claim.tenant} · <code>{file.path}</code> ·{' '}
          {file.onto
            ? `on top of proposal #${file.onto.number}`
            : `based on ${file.mainSha.slice(0, 7)}`}{' '}
          ·{' '}
          <Link
            to={entityPath(
              claim.kind === 'XTenant'
                ? `domain:default/${claim.name}`
                : entityRef,
            )}
          >
            Leave without a change
          </Link>
        </p>
      </header>
      {!file.onto && file.proposals.length > 0 && (
        <OpenProposalChoice
          proposal={file.proposals[0]}
          onBuild={() => edit.buildOn(file.proposals[0].number)}
        />
      )}
      {save.state === 'conflict' && (
        <Conflict
          claim={claim}
          base={file.text}
          mine={text}
          theirs={save.theirs}
          onChoose={next => edit.startFrom(save.theirs, next)}
        />
      )}
      <div className={styles.columns}>
        <section className={styles.editor} aria-label="Editor">
          <div className={styles.modes} role="group" aria-label="Edit as">
            <button
              type="button"
              aria-pressed={!isYaml}
              onClick={() => setYaml(false)}
            >
              Form
            </button>
            <button
              type="button"
              aria-pressed={isYaml}
              onClick={() => setYaml(true)}
            >
              YAML
            </button>
          </div>
          {edit.notice && (
            <p className={styles.failure} role="alert">
              {edit.notice}
            </p>
          )}
          {isYaml ? (
            <YamlEditor
              label={file.path}
              text={text}
              marked={marked}
              onChange={edit.changeText}
            />
          ) : (
            <EditForm
              claim={claim}
              edit={edit}
              findings={findings}
              lego={lego}
              onRetry={onRetry}
            />
          )}
          {isYaml && read.result === 'refused' && (
            <p className={styles.failure} role="alert">
              {read.message}
            </p>
          )}
        </section>
        <ReviewChange claim={claim} edit={edit} change={change} />
      </div>
    </>
  );
}
