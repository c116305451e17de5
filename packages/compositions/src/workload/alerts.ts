import { Alert } from '../compose/alerts';

/**
 * The sign of a container that dies again and again.
 *
 * @param options.prefix - What the names of the alert begin with, such as `WebService`.
 * @param options.main - Name of the Deployment.
 */
export function crashLoopAlert(options: {
  prefix: string;
  tenant: string;
  main: string;
  name: string;
}): Alert {
  const { prefix, tenant, main, name } = options;
  const pods = `namespace="${tenant}",pod=~"${main}-[a-z0-9]{5,10}-[a-z0-9]{5}"`;
  return {
    name: `${prefix}CrashLooping`,
    expression: `max(increase(kube_pod_container_status_restarts_total{${pods}}[15m])) > 3`,
    holdFor: '5m',
    severity: 'critical',
    summary: `A container of the service "${name}" restarts again and again.`,
  };
}

/** The sign of a service that may not grow any further. */
export function atMaximumAlert(options: {
  prefix: string;
  tenant: string;
  main: string;
  name: string;
  max: number;
}): Alert {
  const { prefix, tenant, main, name, max } = options;
  return {
    name: `${prefix}AtMaximum`,
    expression: `max(kube_deployment_spec_replicas{namespace="${tenant}",deployment="${main}"}) >= ${max}`,
    holdFor: '30m',
    severity: 'warning',
    summary: `The service "${name}" runs at its maximum of ${max} replicas. Raise spec.scaling.max or spec.size.`,
  };
}
