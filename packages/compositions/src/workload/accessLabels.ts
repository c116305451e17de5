import {
  NATS_ACCESS,
  accessLabel,
  mainObjectName,
} from '../compose/mainObject';
import { Workload } from './WorkloadSpec';

/** What the pods may reach: NATS and the data claims that the workload names admit them by these labels. */
export function accessLabels({
  context,
  streams,
}: Workload): Record<string, string> {
  const { database, cache } = context.spec;
  const mains = [
    ...(database ? [mainObjectName('XPostgres', database.claim)] : []),
    ...(cache ? [mainObjectName('XDragonfly', cache.claim)] : []),
    ...streams.map(claim => mainObjectName('XEventStream', claim)),
    ...(streams.length > 0 ? [NATS_ACCESS] : []),
  ];
  return Object.fromEntries(mains.map(main => [accessLabel(main), 'true']));
}
