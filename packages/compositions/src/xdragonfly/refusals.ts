import { Refusal, scheduleRefusals } from '../claim/refusals';
import { XDragonflySpec } from './XDragonflySpec';

/** What no environment allows a cache: snapshots on a schedule that cannot be read. */
export function dragonflyRefusals(
  spec: Pick<XDragonflySpec, 'snapshot'>,
): Refusal[] {
  return scheduleRefusals('/spec/snapshot/schedule', spec.snapshot?.schedule);
}
