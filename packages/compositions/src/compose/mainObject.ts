/** Name of the main object that a claim becomes; other claims and policies refer to it. */
export function mainObjectName(kind: string, name: string): string {
  switch (kind) {
    case 'XPostgres':
      return `${name}-pg`;
    case 'XDragonfly':
      return `${name}-df`;
    case 'XEventStream':
      return `${name}-es`;
    case 'XEventDrivenService':
      return `${name}-worker`;
    case 'XAgent':
      return `${name}-agent`;
    default:
      return name;
  }
}

/** Label that a pod carries to be admitted by the data claim with this main object. */
export function accessLabel(mainObject: string): string {
  return `access.platform.zerotouch.dev/${mainObject}`;
}

/** Pods that use an event stream carry the access label of this name: NATS runs outside of the tenant's namespace and admits by it. */
export const NATS_ACCESS = 'nats';
