import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  AuthService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { GitopsApi } from '@zerotouch/plugin-gitops-common';
import { parse } from 'yaml';
import { actorOf } from './actorOf';
import { addToNav } from './addToNav';
import { assertValid } from './assertValid';
import { examples } from './createProposeChangeAction.examples';
import { dropEmpty } from './dropEmpty';
import { renderBody } from './renderBody';
import { SourceFile, readSourceFiles } from './readSourceFiles';
import { toRequestId } from './toRequestId';
import { toStockError } from './toStockError';

/** The part of the gitops API that the action calls. */
export type ChangeApi = Pick<
  GitopsApi,
  'previewClaims' | 'createProposal' | 'getFile' | 'listCommits'
>;

const NAV_FILE = 'mkdocs.yml';

/**
 * Makes the action `gitops:change:propose`: claims and rendered files become one proposal.
 *
 * @remarks
 * Everything is called on behalf of whoever started the task, on top of one commit of main, and refused as a whole when a claim is
 * not valid or a file exists already. A dry run writes the files of the proposal to the workspace, where the template editor shows
 * them, and nothing else.
 */
export function createProposeChangeAction(options: {
  auth: Pick<AuthService, 'getPluginRequestToken'>;
  gitops: ChangeApi;
}) {
  const { auth, gitops } = options;
  return createTemplateAction({
    id: 'gitops:change:propose',
    description:
      'Validates claims and opens one proposal with them and the files that earlier steps rendered.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        title: z =>
          z.string().min(1).max(200).describe('Title of the proposal.'),
        description: z =>
          z.string().optional().describe('Why; the start of the body.'),
        owner: z =>
          z
            .string()
            .optional()
            .describe(
              'Who answers for it; the owner of the tenant when absent.',
            ),
        claims: z =>
          z
            .array(
              z.object({
                kind: z.string().min(1),
                tenant: z.string().min(1),
                name: z.string().min(1),
                spec: z.record(z.unknown()).optional(),
              }),
            )
            .max(20)
            .optional()
            .describe('Claims to add; they may name each other.'),
        sourcePath: z =>
          z
            .string()
            .optional()
            .describe(
              'Folder of the workspace whose files are added at the same paths.',
            ),
        nav: z =>
          z
            .array(
              z.object({
                section: z.string(),
                title: z.string(),
                path: z.string(),
              }),
            )
            .max(20)
            .optional()
            .describe('Pages to add to the navigation of the handbook.'),
      },
      output: {
        proposalNumber: z => z.number().describe('Number of the proposal.'),
        proposalUrl: z =>
          z.string().describe('Path of the proposal in this portal.'),
        paths: z => z.array(z.string()).describe('Paths of all files.'),
      },
    },
    async handler(ctx) {
      const {
        title,
        description,
        sourcePath,
        claims = [],
        nav = [],
      } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'gitops',
      });
      try {
        const { items } = await gitops.listCommits({ limit: 1 }, { token });
        const baseSha = items.at(0)?.sha;
        const rendered = await renderClaims(gitops, claims, token);
        const added = [
          ...rendered.added,
          ...(sourcePath === undefined
            ? []
            : await readSourceFiles({
                workspacePath: ctx.workspacePath,
                sourcePath,
              })),
        ];
        if (added.length === 0) {
          throw new InputError(
            'The template makes no file; there is nothing to propose.',
          );
        }
        const changed = [
          ...rendered.changed,
          ...(await renderNav({ gitops, nav, token, baseSha })),
        ];
        const files = [...added, ...changed];
        ctx.output(
          'paths',
          files.map(({ path }) => path),
        );
        if (ctx.isDryRun) {
          await writeFiles(ctx.workspacePath, sourcePath ?? '.', files);
          ctx.logger.info(`Dry run: ${files.length} files would be proposed.`);
          return;
        }
        const owner =
          ctx.input.owner ?? (await findOwner(gitops, claims, added, token));
        const proposal = await gitops.createProposal(
          {
            requestId: toRequestId({
              taskId: ctx.task.id,
              stepId: ctx.step?.id ?? 'propose',
            }),
            title: title.trim(),
            body: renderBody({ description, owner, files }),
            changes: files,
            mustNotExist: added.map(({ path }) => path),
            baseSha,
            startedBy: actorOf(credentials),
          },
          { token },
        );
        ctx.logger.info(`Opened proposal ${proposal.number}.`);
        ctx.output('proposalNumber', proposal.number);
        ctx.output('proposalUrl', `/approvals/${proposal.number}`);
      } catch (error) {
        throw toStockError(error);
      }
    },
  });
}

type ClaimInput = {
  kind: string;
  tenant: string;
  name: string;
  spec?: Record<string, unknown>;
};

/** Files that a template adds, and files of the repository that follow from them. */
interface RenderedClaims {
  added: SourceFile[];
  changed: SourceFile[];
}

async function renderClaims(
  gitops: ChangeApi,
  claims: ClaimInput[],
  token: string,
): Promise<RenderedClaims> {
  if (claims.length === 0) {
    return { added: [], changed: [] };
  }
  const { items, generated } = await gitops.previewClaims(
    {
      claims: claims.map(({ spec = {}, ...claim }) => ({
        ...claim,
        spec: dropEmpty(spec),
      })),
    },
    { token },
  );
  items.forEach(({ findings }, index) =>
    assertValid({ ...claims[index], findings }),
  );
  return {
    added: items.map(({ path, yaml }) => ({ path, content: yaml })),
    changed: generated.flatMap(({ path, content }) =>
      content === null ? [] : [{ path, content }],
    ),
  };
}

async function renderNav(options: {
  gitops: ChangeApi;
  nav: { section: string; title: string; path: string }[];
  token: string;
  baseSha: string | undefined;
}): Promise<SourceFile[]> {
  const { gitops, nav, token, baseSha } = options;
  if (nav.length === 0) {
    return [];
  }
  const { content } = await gitops.getFile(
    { path: NAV_FILE, ref: baseSha },
    { token },
  );
  const text = nav.reduce(addToNav, content);
  return text === content ? [] : [{ path: NAV_FILE, content: text }];
}

/** The owner of a tenant answers for its claims; a new tenant says itself who that is. */
async function findOwner(
  gitops: ChangeApi,
  claims: ClaimInput[],
  added: SourceFile[],
  token: string,
): Promise<string | undefined> {
  const tenant = claims.at(0)?.tenant;
  if (tenant === undefined) {
    return undefined;
  }
  const path = `tenants/${tenant}/tenant.yaml`;
  const file =
    added.find(item => item.path === path) ??
    (await gitops.getFile({ path }, { token }));
  const owner: unknown = parse(file.content)?.spec?.owner;
  return typeof owner === 'string' ? owner : undefined;
}

async function writeFiles(
  workspacePath: string,
  folder: string,
  files: SourceFile[],
): Promise<void> {
  const root = resolveSafeChildPath(workspacePath, folder);
  for (const { path, content } of files) {
    const target = resolveSafeChildPath(root, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}
