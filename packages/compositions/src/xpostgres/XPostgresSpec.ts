import { Size } from '../compose/sizes';

/** The spec of an XPostgres with its defaults applied. */
export interface XPostgresSpec {
  size: Size;
  version: number;
  storageGB: number;
  maxConnections: number;
  dataClass: 'durable' | 'ephemeral';
  databases?: { name: string; extensions?: string[] }[];
  extensions?: string[];
  backup?: { schedule?: string; retentionDays?: number };
  incarnation: number;
  restore?: XPostgresRestore;
}

/** Where the first data of an incarnation comes from; at most one target. */
export interface XPostgresRestore {
  from: { claim: string; incarnation?: number };
  targetTime?: string;
  targetLSN?: string;
  backupID?: string;
}
