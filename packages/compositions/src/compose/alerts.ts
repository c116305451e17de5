import { KubernetesObject } from '../types';
import { LegoContext, objectMeta } from './LegoContext';

/** One alert: what is wrong, how it is seen, and for how long before somebody is told. */
export interface Alert {
  name: string;
  expression: string;
  /** A Prometheus duration such as `15m`. */
  holdFor: string;
  severity: 'warning' | 'critical';
  summary: string;
}

/** The PrometheusRule with the alerts of a claim; their labels name tenant and claim. */
export function prometheusRule(
  context: LegoContext<unknown>,
  name: string,
  alerts: Alert[],
): KubernetesObject {
  const { claim, tenant } = context;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: objectMeta(context, name),
    spec: {
      groups: [
        {
          name: `${tenant}.${name}`,
          rules: alerts.map(alert => ({
            alert: alert.name,
            expr: alert.expression,
            for: alert.holdFor,
            labels: {
              severity: alert.severity,
              namespace: tenant,
              claim: context.name,
              kind: claim.kind,
            },
            annotations: { summary: alert.summary },
          })),
        },
      ],
    },
  };
}
