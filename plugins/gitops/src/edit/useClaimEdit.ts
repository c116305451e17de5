import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useMemo, useRef, useState } from 'react';
import { gitopsApiRef } from '../api';
import { createRequestId } from '../change/createRequestId';
import {
  type ClaimFile,
  type ClaimKey,
  loadClaimFile,
} from '../change/loadClaimFile';
import { proposeChange } from '../change/proposeChange';
import { describeError } from '../errors/describeError';
import { readSpec, writeSpec } from './claimText';

/** What became of the wish to save. */
export type SaveState =
  | { state: 'editing' }
  | { state: 'saving' }
  | { state: 'failed'; message: string }
  /** The file is another one by now; `theirs` is how it stands. */
  | { state: 'conflict'; theirs: ClaimFile }
  | { state: 'done'; number: number; isAdded: boolean };

/** One text of a claim's file, changed by a form or by hand, and the way to a proposal. */
export function useClaimEdit(claim: ClaimKey, loaded: ClaimFile) {
  const gitopsApi = useApi(gitopsApiRef);
  const [file, setFile] = useState(loaded);
  const [text, setText] = useState(loaded.text);
  // What a request that takes a while must not overwrite.
  const latest = useRef(loaded.text);
  // The last text that no form made. A form always changes this one: a field that is empty while one types would lose its comment otherwise.
  const [anchor, setAnchor] = useState(loaded.text);
  const [notice, setNotice] = useState<string>();
  const [save, setSave] = useState<SaveState>({ state: 'editing' });
  const [requestId, setRequestId] = useState(() => createRequestId('edit'));
  const read = useMemo(() => readSpec(text, claim), [text, claim]);

  const show = useCallback((next: string) => {
    latest.current = next;
    setText(next);
    setNotice(undefined);
    // Another content is another request: the forge would answer with the first one's proposal.
    setRequestId(createRequestId('edit'));
    setSave({ state: 'editing' });
  }, []);
  const changeText = useCallback(
    (next: string) => {
      setAnchor(next);
      show(next);
    },
    [show],
  );
  const changeSpec = (spec: Record<string, unknown>) => {
    const from = readSpec(anchor, claim);
    if (from.result !== 'ok') return;
    const written = writeSpec(anchor, file.documentIndex, from.spec, spec);
    if (written.result === 'ok') show(written.text);
    else setNotice(written.message);
  };
  const startFrom = useCallback(
    (next: ClaimFile, nextText: string) => {
      setFile(next);
      changeText(nextText);
    },
    [changeText],
  );
  const buildOn = async (number: number) => {
    try {
      const next = await loadClaimFile(gitopsApi, claim, { onto: number });
      if (latest.current === file.text) startFrom(next, next.text);
      else setSave({ state: 'conflict', theirs: next });
    } catch (error) {
      setSave({ state: 'failed', message: describeError(error) });
    }
  };
  /** A refusal may mean that the file moved; whoever edits then sees how it stands. */
  const explain = async (error: unknown): Promise<SaveState> => {
    const message = describeError(error);
    try {
      const theirs = await loadClaimFile(gitopsApi, claim, {
        onto: file.onto?.number,
      });
      if (theirs.text !== file.text) return { state: 'conflict', theirs };
      setFile({ ...file, proposals: theirs.proposals });
    } catch (loadError) {
      return {
        state: 'failed',
        message: `${message} ${describeError(loadError)}`,
      };
    }
    return { state: 'failed', message };
  };
  const propose = async (title: string, body: string) => {
    setSave({ state: 'saving' });
    try {
      const number = await proposeChange(gitopsApi, {
        base: file,
        changes: [{ path: file.path, content: text }],
        requestId,
        title,
        body,
      });
      setSave({ state: 'done', number, isAdded: file.onto !== undefined });
    } catch (error) {
      setSave(await explain(error));
    }
  };
  return {
    file,
    text,
    read,
    notice,
    save,
    changeText,
    changeSpec,
    startFrom,
    buildOn,
    propose,
  };
}

/** See {@link useClaimEdit}. */
export type ClaimEditing = ReturnType<typeof useClaimEdit>;
