import { LegoContext } from '../compose/LegoContext';
import { Size } from '../compose/sizes';

/** What every lego that runs a container of the tenant can say about it. */
export interface WorkloadSpec {
  image: string;
  command?: string[];
  args?: string[];
  /** Port on which the container answers HTTP; without one it has neither a Service nor probes. */
  port?: number;
  size: Size;
  allowFrom?: string[];
  env?: Record<string, string>;
  secrets?: { env: string; key: string; required?: boolean }[];
  database?: { claim: string; name?: string };
  cache?: { claim: string };
  health?: Health;
  initContainer?: { image?: string; command?: string[]; args?: string[] };
  metrics?: { port: number; path?: string };
  security: { runAsUser: number; writableRoot: boolean; apiToken: boolean };
}

/** How the platform sees whether a container lives and can answer. */
export interface Health {
  path: string;
  readyPath: string;
  startupSeconds: number;
}

/** A workload on its way to objects: the claim, and what differs between the legos that run containers. */
export interface Workload {
  context: LegoContext<WorkloadSpec>;
  /** Name of the Deployment and of what belongs to it. */
  main: string;
  /** Names of the XEventStream claims that it uses, the one that gives the connection first. */
  streams: string[];
  /** Durable consumer that it takes messages from. */
  consumer?: string;
  /** PersistentVolumeClaim and where it appears in the container. */
  volume?: { claimName: string; mountPath: string };
}
