import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples that the portal shows beside the action; a test runs each of them. */
export const examples: TemplateExample[] = [
  {
    description: 'Propose a database',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Open the proposal',
          action: 'gitops:claim:propose',
          input: {
            tenant: 'acme',
            name: 'orders-db',
            kind: 'XPostgres',
            spec: { size: 'small', storageGB: 20 },
          },
        },
      ],
    }),
  },
];
