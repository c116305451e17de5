import { gitopsReadPermission } from '@zerotouch/plugin-gitops-common';
import { ActionDependencies } from './ActionDependencies';

/** Registers the tool that lists the platform APIs. */
export function registerListLegosAction(options: ActionDependencies): void {
  const { registry, authorizer, repository } = options;
  registry.register({
    name: 'list-legos',
    title: 'List the platform APIs',
    description:
      'Lists the kinds of things that a tenant can ask of the platform, such as databases and services.',
    visibilityPermission: gitopsReadPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          group: z
            .enum(['Services', 'Data', 'Messaging', 'Tenancy', 'Agents'])
            .optional()
            .describe('Only APIs of this group; all when absent'),
        }),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              kind: z.string(),
              title: z.string(),
              description: z.string(),
              group: z.string(),
              scope: z.string(),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      await authorizer.authorizeRead(credentials);
      const { items } = await repository.listLegos();
      return {
        output: {
          items: items
            .filter(({ group }) => !input.group || group === input.group)
            .map(({ kind, title, description, group, scope }) => ({
              kind,
              title,
              description,
              group,
              scope,
            })),
        },
      };
    },
  });
}
