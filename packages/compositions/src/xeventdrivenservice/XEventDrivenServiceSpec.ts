import { WorkloadSpec } from '../workload/WorkloadSpec';

/** The spec of an XEventDrivenService with its defaults applied. */
export interface XEventDrivenServiceSpec extends WorkloadSpec {
  stream: { claim: string; consumer: string };
  publishTo?: { claim: string }[];
  scaling: {
    min: number;
    max: number;
    /** Messages, waiting or in work, that one copy is for. */
    lagThreshold: number;
    cooldownSeconds: number;
  };
}
