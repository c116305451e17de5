import { AuthService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { GitopsApi } from '@zerotouch/plugin-gitops-common';
import { actorOf } from './actorOf';
import { assertValid } from './assertValid';
import { dropEmpty } from './dropEmpty';
import { examples } from './createProposeClaimAction.examples';
import { toRequestId } from './toRequestId';
import { toStockError } from './toStockError';

/** The part of the gitops API that the action calls. */
export type ProposalApi = Pick<GitopsApi, 'previewClaim' | 'createProposal'>;

/**
 * Makes the action `gitops:claim:propose`: values of a form become a claim, and the claim a proposal.
 *
 * @remarks
 * Everything is called on behalf of whoever started the task. The request id is the task and the step, so that a task which runs
 * again after a crash ends in the same proposal. A dry run validates and writes nothing.
 */
export function createProposeClaimAction(options: {
  auth: Pick<AuthService, 'getPluginRequestToken'>;
  gitops: ProposalApi;
}) {
  const { auth, gitops } = options;
  return createTemplateAction({
    id: 'gitops:claim:propose',
    description:
      'Validates a claim and opens a proposal that adds it to the platform repository.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        tenant: z =>
          z.string().min(1).describe('Name of the tenant that gets it.'),
        name: z => z.string().min(1).describe('Name of the claim.'),
        kind: z =>
          z.string().min(1).describe('Kind of the claim, such as XPostgres.'),
        spec: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('What it should be, as the kind defines it.'),
        title: z => z.string().optional().describe('Title of the proposal.'),
        description: z =>
          z
            .string()
            .optional()
            .describe('Why it is needed; the body of the proposal.'),
      },
      output: {
        proposalNumber: z => z.number().describe('Number of the proposal.'),
        proposalUrl: z =>
          z.string().describe('Path of the proposal in this portal.'),
        path: z => z.string().describe('Path of the claim in the repository.'),
        yaml: z => z.string().describe('The claim as it was written.'),
      },
    },
    async handler(ctx) {
      const { tenant, name, kind, title, description } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'gitops',
      });
      try {
        const preview = await gitops.previewClaim(
          { kind, tenant, name, spec: dropEmpty(ctx.input.spec ?? {}) },
          { token },
        );
        assertValid({ kind, name, findings: preview.findings });
        ctx.output('path', preview.path);
        ctx.output('yaml', preview.yaml);
        if (ctx.isDryRun) {
          ctx.logger.info(`Dry run: "${preview.path}" would be proposed.`);
          return;
        }
        const proposal = await gitops.createProposal(
          {
            requestId: toRequestId({
              taskId: ctx.task.id,
              stepId: ctx.step?.id ?? 'propose',
            }),
            title: title?.trim() || `Add ${kind} ${name} for ${tenant}`,
            body: description?.trim() ?? '',
            changes: [{ path: preview.path, content: preview.yaml }],
            mustNotExist: [preview.path],
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
