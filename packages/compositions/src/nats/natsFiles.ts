import { stringify } from 'yaml';
import { PlatformTree } from '../tree/PlatformTree';
import { RepositoryFile } from '../types';
import { natsCredentials } from './natsCredentials';
import { natsValues } from './natsValues';

/** Helm values of NATS with the accounts of the tenants. */
export const NATS_ACCOUNTS_PATH = 'platform/01-foundation/nats/accounts.yaml';
/** The objects that make and bring the passwords of these accounts. */
export const NATS_CREDENTIALS_PATH =
  'platform/01-foundation/nats/manifests/tenant-credentials.yaml';

/**
 * The files of NATS that follow from the list of tenants.
 *
 * @remarks
 * They lie in Git, so that adding a tenant shows what it changes; whoever changes them by hand, or adds a tenant without them, has a drift.
 *
 * @returns Both files; none when the environment of the platform cannot be read.
 */
export function natsFiles(tree: PlatformTree): RepositoryFile[] {
  const { tenants } = tree;
  const { environment } = tree.environment;
  return environment
    ? [
        {
          path: NATS_ACCOUNTS_PATH,
          content: render('One account of NATS for each tenant', [
            natsValues(tenants),
          ]),
        },
        {
          path: NATS_CREDENTIALS_PATH,
          content: render('The passwords of the accounts of the tenants', [
            ...natsCredentials({ tenants, env: environment.env }),
          ]),
        },
      ]
    : [];
}

function render(title: string, documents: unknown[]): string {
  const head = `# ${title}; generated from tenants/*/tenant.yaml by "npm run zt -- generate". Do not edit.\n`;
  return (
    head +
    documents
      .map(document =>
        stringify(document, {
          lineWidth: 0,
          singleQuote: true,
          aliasDuplicateObjects: false,
        }),
      )
      .join('---\n')
  );
}
