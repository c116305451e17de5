import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples that the portal shows beside the action; a test runs each of them. */
export const examples: TemplateExample[] = [
  {
    description: 'Propose a service together with its database',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Open the proposal',
          action: 'gitops:change:propose',
          input: {
            title: 'Add the service shop for acme with a database',
            claims: [
              {
                kind: 'XWebService',
                tenant: 'acme',
                name: 'shop',
                spec: {
                  image: 'ghcr.io/acme/shop:1',
                  database: { claim: 'shop-db' },
                },
              },
              { kind: 'XPostgres', tenant: 'acme', name: 'shop-db' },
            ],
          },
        },
      ],
    }),
  },
];
