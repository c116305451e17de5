import { gitopsReadPermission } from '@zerotouch/plugin-gitops-common';
import { ActionDependencies } from './ActionDependencies';

/** Registers the tool that describes one platform API. */
export function registerGetLegoSchemaAction(options: ActionDependencies): void {
  const { registry, authorizer, repository } = options;
  registry.register({
    name: 'get-lego-schema',
    title: 'Get the schema of a platform API',
    description:
      'Describes the spec that a kind takes, as JSON Schema, with the rules between its fields. Read it before previewing a claim.',
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
        }),
      output: z =>
        z.object({
          kind: z.string(),
          apiVersion: z.string(),
          description: z.string(),
          schema: z.record(z.unknown()).describe('JSON Schema of the spec'),
          rules: z
            .array(z.string())
            .describe('What must hold between fields, in words'),
          choices: z
            .record(z.array(z.string()))
            .describe('Names that the platform knows, by field'),
        }),
    },
    async action({ input, credentials }) {
      await authorizer.authorizeRead(credentials);
      const lego = await repository.getLego(input.kind);
      const { kind, apiVersion, description, schema, rules, choices } = lego;
      return {
        output: { kind, apiVersion, description, schema, rules, choices },
      };
    },
  });
}
