import { Size } from '../compose/sizes';

/** The spec of an XWebService with its defaults applied. */
export interface XWebServiceSpec {
  image: string;
  command?: string[];
  args?: string[];
  port: number;
  size: Size;
  exposure: 'none' | 'internal' | 'public';
  allowFrom?: string[];
  hostname?: string;
  paths?: string[];
  env?: Record<string, string>;
  secrets?: { env: string; key: string; required?: boolean }[];
  database?: { claim: string; name?: string };
  cache?: { claim: string };
  streams?: { claim: string }[];
  health: { path: string; readyPath: string; startupSeconds: number };
  initContainer?: { image?: string; command?: string[]; args?: string[] };
  scaling: { min: number; max: number; cpuPercent: number };
  volume?: { sizeGB: number; mountPath: string };
  sessionAffinity: 'None' | 'ClientIP';
  metrics?: { port: number; path?: string };
  security: { runAsUser: number; writableRoot: boolean; apiToken: boolean };
}
