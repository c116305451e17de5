import { InputError } from '@backstage/errors';
import {
  createProposalRequestSchema,
  gitopsProposePermission,
  previewRequestSchema,
} from '@zerotouch/plugin-gitops-common';
import { renderFinding } from '../claims/toFinding';
import { parseInput } from '../http/parseInput';
import { audited } from '@zerotouch/plugin-gitops-node';
import { ActionDependencies } from './ActionDependencies';
import { toRequestId } from './toRequestId';

/** Registers the tool that proposes a new claim. */
export function registerProposeClaimAction(options: ActionDependencies): void {
  const { registry, auditor, authorizer, proposals, repository } = options;
  registry.register({
    name: 'propose-claim',
    title: 'Propose a claim',
    description:
      'Opens a proposal to add one new claim, such as a database. The engine validates it first; a claim that is not valid, or whose name is taken, is refused. A person decides about the proposal on the Approvals page; nothing changes before.',
    visibilityPermission: gitopsProposePermission,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          kind: z
            .string()
            .min(1)
            .max(64)
            .describe('Kind of the platform API, such as XPostgres'),
          tenant: z.string().min(1).max(63).describe('Name of the tenant'),
          name: z.string().max(63).describe('Name of the claim'),
          spec: z
            .record(z.unknown())
            .describe('The spec; defaults may be left out'),
          title: z
            .string()
            .trim()
            .min(1)
            .max(200)
            .optional()
            .describe('What changes, in one line'),
          reason: z
            .string()
            .max(16_000)
            .default('')
            .describe('Why, with evidence; plain text or Markdown'),
          requestId: z
            .string()
            .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/)
            .optional()
            .describe(
              'Makes the call idempotent; without it the same claim by the same author is proposed once',
            ),
        }),
      output: z =>
        z.object({
          number: z.number(),
          url: z.string().describe('Page of the proposal in the portal'),
          state: z.string(),
          headSha: z.string(),
          path: z.string().describe('Where the file belongs'),
          warnings: z.array(z.string()),
        }),
    },
    async action({ input, credentials }) {
      const { kind, tenant, name, reason } = input;
      return audited({
        auditor,
        event: {
          eventId: 'proposal-create',
          severityLevel: 'medium',
          meta: { kind, tenant, name, action: 'propose-claim' },
        },
        run: async () => {
          const author = await authorizer.authorizePropose(credentials);
          const claim = parseInput(previewRequestSchema, input);
          const { path, yaml, findings } = await repository.previewClaim(claim);
          const errors = findings.filter(item => item.severity === 'error');
          if (errors.length > 0) {
            throw new InputError(
              `The claim is not valid, and nothing was written: ${errors
                .map(renderFinding)
                .join('; ')}`,
            );
          }
          const { startedBy: _, ...request } = parseInput(
            createProposalRequestSchema,
            {
              requestId: input.requestId ?? toRequestId(author.ref, input),
              title: input.title ?? `Add ${kind} ${name} for ${tenant}`,
              body: reason,
              changes: [{ path, content: yaml }],
              mustNotExist: [path],
            },
          );
          const proposal = await proposals.create({ ...request, author });
          const { number, state, headSha } = proposal;
          return {
            output: {
              number,
              state,
              headSha,
              url: `/approvals/${number}`,
              path,
              warnings: findings
                .filter(({ rule }) => rule !== 'exists')
                .map(({ message }) => message),
            },
          };
        },
        toMeta: ({ output }) => ({ number: output.number }),
      });
    },
  });
}
