import { gitopsReadPermission } from '@zerotouch/plugin-gitops-common';
import { ActionDependencies } from './ActionDependencies';

/** Registers the tool that shows what a claim would become. */
export function registerPreviewClaimAction(options: ActionDependencies): void {
  const { registry, authorizer, repository } = options;
  registry.register({
    name: 'preview-claim',
    title: 'Preview a claim',
    description:
      'Validates a claim that is not written yet, and shows its file and the objects it would become. Writes nothing.',
    visibilityPermission: gitopsReadPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
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
        }),
      output: z =>
        z.object({
          path: z.string().describe('Where the file belongs'),
          yaml: z.string().describe('The file'),
          findings: z.array(
            z.object({
              severity: z.string(),
              line: z.number().optional(),
              message: z.string(),
            }),
          ),
          objects: z.array(
            z.object({ kind: z.string(), name: z.string(), yaml: z.string() }),
          ),
          footprint: z
            .record(z.record(z.number()))
            .optional()
            .describe(
              'What it requests after, and before when it exists: thousandths of a core, MiB, GiB of volumes, pods',
            ),
          difference: z
            .array(z.object({ change: z.string(), object: z.string() }))
            .optional()
            .describe('What becomes of the objects, when the claim exists'),
          deletion: z
            .array(z.string())
            .optional()
            .describe('What a deletion would leave'),
        }),
    },
    async action({ input, credentials }) {
      await authorizer.authorizeRead(credentials);
      const preview = await repository.previewClaim(input);
      return {
        output: {
          path: preview.path,
          yaml: preview.yaml,
          findings: preview.findings.map(({ severity, line, message }) => ({
            severity,
            line,
            message,
          })),
          objects: preview.objects.map(({ kind, name, yaml }) => ({
            kind,
            name,
            yaml,
          })),
          footprint: preview.footprint,
          difference: preview.difference?.changes.map(({ change, object }) => ({
            change,
            object: `${object.kind} ${object.name}`,
          })),
          deletion: preview.protection?.deletion,
        },
      };
    },
  });
}
