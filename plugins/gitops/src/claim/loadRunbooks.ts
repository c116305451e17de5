import type { GitopsApi } from '@zerotouch/plugin-gitops-common';
import { parse } from 'yaml';
import { isNotFound } from '../errors/describeError';
import { type Runbook, toRunbooks } from '../home/toRunbooks';

/** More than a platform has; each is one small file. */
const MAX_RUNBOOKS = 60;

/** A runbook with the alerts that it answers. */
export interface ClaimRunbook extends Runbook {
  alerts: string[];
}

/**
 * Finds the runbooks that are for claims of a kind.
 *
 * @remarks A runbook says so itself, in the front matter of its page.
 */
export async function loadRunbooks(
  gitopsApi: GitopsApi,
  kind: string,
  signal: AbortSignal,
): Promise<ClaimRunbook[]> {
  const content = await findFile(gitopsApi, 'mkdocs.yml', signal);
  const runbooks = await Promise.all(
    toRunbooks(content)
      .slice(0, MAX_RUNBOOKS)
      .map(async runbook => {
        const page = await findFile(gitopsApi, `docs/${runbook.file}`, signal);
        return { runbook, ...readFrontMatter(page) };
      }),
  );
  return runbooks
    .filter(({ claims }) => claims.includes(kind))
    .map(({ runbook, alerts }) => ({ ...runbook, alerts }));
}

/** A file that is not there is empty: a platform need not have docs, and a page may have gone from under its navigation. */
async function findFile(
  gitopsApi: GitopsApi,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    return (await gitopsApi.getFile({ path }, { signal })).content;
  } catch (error) {
    if (isNotFound(error)) return '';
    throw error;
  }
}

/** Reads which claims and alerts a page is for; nothing when it does not say. */
export function readFrontMatter(markdown: string): {
  claims: string[];
  alerts: string[];
} {
  const match = /^---\r?\n([\s\S]*?)\r?\n---/.exec(markdown);
  const fields = new Map<string, unknown>(
    Object.entries(Object(match ? parseOrNothing(match[1]) : {})),
  );
  const texts = (key: string) => {
    const value = fields.get(key);
    return (Array.isArray(value) ? value : []).filter(
      (item): item is string => typeof item === 'string',
    );
  };
  return { claims: texts('claims'), alerts: texts('alerts') };
}

function parseOrNothing(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'silent' });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
