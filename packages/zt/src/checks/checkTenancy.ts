import {
  PLATFORM_GROUP,
  listAt,
  stringAt,
  toPointer,
  validateClaim,
} from '@zerotouch/compositions';
import { Finding } from '../Finding';
import { Manifest } from '../tree/readDocuments';
import { sourcesOf } from '../tree/walkApplications';
import { Check, CheckContext } from './Check';

/** No tenant can take a namespace of the platform, and no Application of a tenant can do more than apply claims. */
export const checkTenancy: Check = {
  id: 'tenancy',
  promise:
    'Every namespace that an Application of the platform writes to is refused as the name of a tenant, and what applies the folder of a tenant can write claims into its namespace only.',
  run: context => [
    ...context.documents.manifests.flatMap(manifest =>
      checkNamespace(manifest, context),
    ),
    ...context.walk.generated.flatMap(manifest =>
      checkTenantApplication(manifest, context),
    ),
    ...checkTenantProjects(context),
  ],
};

/** Crossplane adopts a namespace that exists already, with all that is in it. */
function checkNamespace(manifest: Manifest, context: CheckContext): Finding[] {
  const { kind, apiVersion, object } = manifest;
  if (kind !== 'Application' || !apiVersion.startsWith('argoproj.io/')) {
    return [];
  }
  const name = stringAt(object, 'spec', 'destination', 'namespace');
  return name === undefined || isRefusedAsTenant(name, context)
    ? []
    : [
        toFinding(
          manifest,
          ['spec', 'destination', 'namespace'],
          `A tenant could be called "${name}" and would take this namespace over; add the name to those that the XTenant definition refuses.`,
        ),
      ];
}

function isRefusedAsTenant(name: string, { tree }: CheckContext): boolean {
  const { claim, findings } = validateClaim({
    text: JSON.stringify({
      apiVersion: `${PLATFORM_GROUP}/v1alpha1`,
      kind: 'XTenant',
      metadata: {
        name,
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        },
      },
      spec: { displayName: name, owner: 'group:default/nobody' },
    }),
    path: `tenants/${name}/tenant.yaml`,
    tree,
  });
  return (
    claim === undefined ||
    findings.some(
      ({ severity, pointer }) =>
        severity === 'error' && pointer === '/metadata/name',
    )
  );
}

/** An Application of the folder of a tenant runs in the project of that tenant, and leaves the fences of the tenant alone. */
function checkTenantApplication(
  application: Manifest,
  { repository }: CheckContext,
): Finding[] {
  const sources = sourcesOf(application);
  const folder = sources
    .map(({ source }) => stringAt(source, 'path') ?? '')
    .find(path => path.startsWith('tenants/'));
  if (folder === undefined) {
    return [];
  }
  const tenant = folder.split('/')[1];
  const wrong = [
    { path: ['spec', 'project'] },
    { path: ['spec', 'destination', 'namespace'] },
  ].filter(({ path }) => stringAt(application.object, ...path) !== tenant);
  return [
    ...wrong.map(({ path }) =>
      toFinding(
        application,
        path,
        `"${
          application.name
        }" applies the folder of the tenant "${tenant}"; its ${path.join(
          '.',
        )} must be "${tenant}" too.`,
      ),
    ),
    ...(repository.exists(`tenants/${tenant}/tenant.yaml`)
      ? []
      : [
          toFinding(
            application,
            [],
            `"${application.name}" applies the folder "${folder}", which is no tenant's: it has no tenant.yaml.`,
          ),
        ]),
  ];
}

/** Projects of tenants admit only claims; one that somebody widened by hand is found here, whatever generated it. */
function checkTenantProjects({ documents }: CheckContext): Finding[] {
  return documents.manifests
    .filter(
      ({ kind, path }) => kind === 'AppProject' && path.startsWith('tenants/'),
    )
    .flatMap(project => {
      const { object } = project;
      const groups = listAt(object, 'spec', 'namespaceResourceWhitelist').map(
        item => stringAt(item, 'group'),
      );
      const spaces = listAt(object, 'spec', 'destinations').map(item =>
        stringAt(item, 'namespace'),
      );
      return [
        groups.length > 0 && groups.every(group => group === PLATFORM_GROUP)
          ? undefined
          : ([
              'namespaceResourceWhitelist',
              'kinds other than claims',
            ] as const),
        listAt(object, 'spec', 'clusterResourceWhitelist').length === 0
          ? undefined
          : (['clusterResourceWhitelist', 'objects of the cluster'] as const),
        spaces.length > 0 && spaces.every(space => space === project.name)
          ? undefined
          : (['destinations', 'namespaces other than its own'] as const),
      ]
        .filter(wrong => wrong !== undefined)
        .map(([field, what]) =>
          toFinding(
            project,
            ['spec', field],
            `The project of the tenant "${project.name}" admits ${what}; a tenant may write claims into its own namespace only.`,
          ),
        );
    });
}

function toFinding(
  manifest: Manifest,
  path: string[],
  message: string,
): Finding {
  return {
    rule: 'tenancy',
    severity: 'error',
    file: manifest.path,
    ...manifest.locate(toPointer(path)),
    message,
  };
}
