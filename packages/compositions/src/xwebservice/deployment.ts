import { LegoContext, objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';
import { podSelector } from '../workload/podSelector';
import { podTemplate } from '../workload/podTemplate';
import { Workload } from '../workload/WorkloadSpec';
import { XWebServiceSpec } from './XWebServiceSpec';

type WebServiceContext = LegoContext<XWebServiceSpec>;

/** A web service as a workload: its Deployment has its own name. */
export function toWorkload(context: WebServiceContext): Workload {
  const { spec, name } = context;
  return {
    context,
    main: name,
    streams: (spec.streams ?? []).map(({ claim }) => claim),
    ...(spec.volume
      ? { volume: { claimName: name, mountPath: spec.volume.mountPath } }
      : {}),
  };
}

/** Whether the number of replicas is left to the scaler. */
export function isScaled({ scaling }: XWebServiceSpec): boolean {
  return scaling.max > scaling.min;
}

/** The Deployment of a service; without `replicas` when a ScaledObject decides them. */
export function webServiceDeployment(
  context: WebServiceContext,
): KubernetesObject {
  const { spec, name } = context;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: objectMeta(context, name),
    spec: {
      ...(isScaled(spec) ? {} : { replicas: spec.scaling.min }),
      selector: { matchLabels: podSelector(context) },
      strategy: spec.volume
        ? { type: 'Recreate' }
        : {
            type: 'RollingUpdate',
            rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
          },
      template: podTemplate(toWorkload(context)),
    },
  };
}
