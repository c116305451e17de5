import { Health, WorkloadSpec } from '../workload/WorkloadSpec';

/** The spec of an XWebService with its defaults applied. */
export interface XWebServiceSpec extends WorkloadSpec {
  port: number;
  exposure: 'none' | 'internal' | 'public';
  hostname?: string;
  paths?: string[];
  streams?: { claim: string }[];
  health: Health;
  scaling: { min: number; max: number; cpuPercent: number };
  volume?: { sizeGB: number; mountPath: string };
  sessionAffinity: 'None' | 'ClientIP';
}
