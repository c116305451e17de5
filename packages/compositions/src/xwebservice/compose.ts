import { throwFirst } from '../claim/refusals';
import { prometheusRule } from '../compose/alerts';
import { LegoContext, objectMeta, readSpec } from '../compose/LegoContext';
import { protectUsage } from '../compose/protect';
import { toComposition } from '../compose/toComposition';
import { valueAt } from '../document/plain';
import { Composition, KubernetesObject } from '../types';
import { secretsName } from '../workload/environmentVariables';
import { disruptionBudget } from '../workload/disruptionBudget';
import { optionalKeys, workloadSecrets } from '../workload/secrets';
import { serviceAccount } from '../workload/serviceAccount';
import { workloadMonitor } from '../workload/workloadMonitor';
import { toWorkload, webServiceDeployment } from './deployment';
import { webServiceRefusals } from './refusals';
import { scaledObject, webServiceAlerts } from './scaling';
import {
  hostnameOf,
  httpRoute,
  webService,
  webServiceNetwork,
} from './traffic';
import { XWebServiceSpec } from './XWebServiceSpec';

type WebServiceContext = LegoContext<XWebServiceSpec>;

/**
 * Composes a web service: a Deployment with its traffic, scaling, secrets and alerts.
 *
 * @throws {@link ClaimError} if the host name is not the tenant's.
 */
export function composeWebService(
  base: Omit<LegoContext<unknown>, 'spec'>,
): Composition {
  const spec = readSpec<XWebServiceSpec>(base.claim, [
    'image',
    'port',
    'size',
    'exposure',
    'health',
    'scaling',
    'sessionAffinity',
    'security',
  ]);
  const context = { ...base, spec };
  const { name } = context;
  throwFirst(webServiceRefusals(context));
  const workload = toWorkload(context);
  return toComposition({
    context,
    resources: {
      deployment: webServiceDeployment(context),
      service: webService(context),
      'service-account': serviceAccount(workload),
      'http-route': httpRoute(context),
      'disruption-budget': disruptionBudget(workload, spec.scaling.min),
      'scaled-object': scaledObject(context),
      'network-policy': webServiceNetwork(context),
      alerts: prometheusRule(context, name, webServiceAlerts(context)),
      'pod-monitor': workloadMonitor(workload),
      volume: volumeClaim(context),
      protect: protectUsage(context),
      ...workloadSecrets(workload),
    },
    optional: optionalKeys(spec),
    status: statusOf(context),
    warnings: spec.image.includes('@sha256:')
      ? []
      : [
          `The image "${spec.image}" has no digest; what it names can change without a proposal.`,
        ],
  });
}

function volumeClaim(context: WebServiceContext): KubernetesObject | undefined {
  const { spec, name, environment } = context;
  return spec.volume
    ? {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: objectMeta(context, name),
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: environment.storageClass,
          resources: { requests: { storage: `${spec.volume.sizeGB}Gi` } },
        },
      }
    : undefined;
}

function statusOf(context: WebServiceContext): Record<string, unknown> {
  const { spec, name, tenant, observed } = context;
  const replicas = valueAt(observed.deployment?.status, 'availableReplicas');
  return {
    image: spec.image,
    ...(spec.exposure === 'none'
      ? {}
      : { endpoint: `${name}.${tenant}.svc:${spec.port}` }),
    ...(spec.exposure === 'public'
      ? { url: `https://${hostnameOf(context)}` }
      : {}),
    ...(spec.secrets?.some(secret => secret.required !== false)
      ? { secretName: secretsName(name) }
      : {}),
    ...(typeof replicas === 'number' ? { replicas } : {}),
  };
}
