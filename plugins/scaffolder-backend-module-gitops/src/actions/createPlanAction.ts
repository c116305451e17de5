import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  GOLDEN_PATHS,
  isGoldenPath,
  planGoldenPath,
} from '@zerotouch/plugin-gitops-common';
import { dropEmpty } from './dropEmpty';

/**
 * Makes the action `gitops:golden-path:plan`: the values of a golden path's form become its claims, exactly as the form's own
 * preview showed them. It reads and writes nothing.
 */
export function createPlanAction() {
  return createTemplateAction({
    id: 'gitops:golden-path:plan',
    description:
      'Plans the claims of a golden path from the values of its form.',
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string()
            .describe(`Name of the golden path: ${GOLDEN_PATHS.join(', ')}.`),
        values: z => z.record(z.unknown()).describe('The values of the form.'),
      },
      output: {
        title: z => z.string().describe('Title of the proposal.'),
        claims: z =>
          z
            .array(z.record(z.unknown()))
            .describe('The claims, for `gitops:change:propose`.'),
        names: z =>
          z
            .record(z.string())
            .describe('Names of the claims by their kind, for documents.'),
      },
    },
    async handler(ctx) {
      const { path, values } = ctx.input;
      if (!isGoldenPath(path)) {
        throw new InputError(
          `There is no golden path "${path}"; choose one of ${GOLDEN_PATHS.join(
            ', ',
          )}`,
        );
      }
      const plan = planGoldenPath(path, values);
      if (!plan) {
        throw new InputError('Tenant and name are missing; give both.');
      }
      ctx.output('title', plan.title);
      ctx.output(
        'claims',
        plan.claims.map(claim => ({ ...claim, spec: dropEmpty(claim.spec) })),
      );
      ctx.output(
        'names',
        Object.fromEntries(plan.claims.map(({ kind, name }) => [kind, name])),
      );
    },
  });
}
