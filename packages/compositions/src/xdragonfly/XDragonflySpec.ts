import { Size } from '../compose/sizes';

/** The spec of an XDragonfly with its defaults applied. */
export interface XDragonflySpec {
  size: Size;
  replicas: number;
  evict: boolean;
  snapshot?: { schedule: string; storageGB: number };
}
