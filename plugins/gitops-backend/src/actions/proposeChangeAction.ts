import {
  createProposalRequestSchema,
  gitopsProposePermission,
  writablePathPattern,
} from '@zerotouch/plugin-gitops-common';
import { parseInput } from '../http/parseInput';
import { audited } from '@zerotouch/plugin-gitops-node';
import { ActionDependencies } from './ActionDependencies';
import { requireReadable } from './requireReadable';
import { toRequestId } from './toRequestId';

/** Registers the tool that opens a proposal. */
export function registerProposeChangeAction(options: ActionDependencies): void {
  const { registry, auditor, authorizer, proposals } = options;
  registry.register({
    name: 'propose-change',
    title: 'Propose a change',
    description:
      'Opens a proposal to change files of the platform repository. A person decides about it on the Approvals page; nothing changes before. Claims that are not valid are refused with what is wrong.',
    visibilityPermission: gitopsProposePermission,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          title: z
            .string()
            .trim()
            .min(1)
            .max(200)
            .describe('What changes, in one line'),
          body: z
            .string()
            .max(65_536)
            .default('')
            .describe('Why, with evidence; plain text or Markdown'),
          changes: z
            .array(
              z.object({
                path: z
                  .string()
                  .min(1)
                  .max(512)
                  .regex(writablePathPattern)
                  .describe('Path in the platform repository'),
                content: z
                  .string()
                  .max(1_000_000)
                  .nullable()
                  .describe('The whole new text; null removes the file'),
              }),
            )
            .min(1)
            .max(200),
          mustNotExist: z
            .array(z.string())
            .max(200)
            .default([])
            .describe('Paths that must not exist yet, for a new claim'),
          requestId: z
            .string()
            .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/)
            .optional()
            .describe(
              'Makes the call idempotent; without it the same change by the same author is proposed once',
            ),
        }),
      output: z =>
        z.object({
          number: z.number(),
          url: z.string().describe('Page of the proposal in the portal'),
          state: z.string(),
          headSha: z.string(),
        }),
    },
    async action({ input, credentials }) {
      const proposal = await audited({
        auditor,
        event: {
          eventId: 'proposal-create',
          severityLevel: 'medium',
          meta: { title: input.title, action: 'propose-change' },
        },
        run: async () => {
          const author = await authorizer.authorizePropose(credentials);
          const requestId = input.requestId ?? toRequestId(author.ref, input);
          const { startedBy: _, ...request } = parseInput(
            createProposalRequestSchema,
            { ...input, requestId },
          );
          requireReadable(request.changes);
          return proposals.create({ ...request, author });
        },
        toMeta: ({ number, author }) => ({ number, author: author.ref }),
      });
      const { number, state, headSha } = proposal;
      return {
        output: { number, state, headSha, url: `/approvals/${number}` },
      };
    },
  });
}
