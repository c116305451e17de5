import { applyDefaults } from '../../definition/applyDefaults';
import { valueAt } from '../../document/plain';
import { Environment } from '../../environment/Environment';
import { Claim } from '../../types';
import { DEAD_LETTER_BYTES } from '../../xeventstream/streams';
import { errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

const GIBIBYTE = 1024 ** 3;

/**
 * All streams of the platform fit on the disks of NATS.
 *
 * @remarks
 * NATS sets the room of a stream aside on each server with a copy, and refuses a stream for which there is none left.
 */
export const streamRoom: Rule = context => {
  const { claim, environment } = context;
  const { storageGi, replicas = 1 } = environment?.nats ?? {};
  if (!environment || storageGi === undefined) {
    return [];
  }
  const room = storageGi * replicas * GIBIBYTE;
  const own = roomOf(claim, environment);
  const others = otherStreams(context)
    .map(other => roomOf(other, environment))
    .reduce((sum, bytes) => sum + bytes, 0);
  return own + others <= room
    ? []
    : [
        errorIssue(
          'stream-room',
          '/spec/maxBytes',
          `The stream takes ${inGibibytes(
            own,
          )} GiB with all its copies, but of the ${
            storageGi * replicas
          } GiB of NATS the other streams leave ${inGibibytes(
            Math.max(0, room - others),
          )}; lower spec.maxBytes or spec.replicas, or give NATS larger disks.`,
        ),
      ];
};

function otherStreams(context: RuleContext): Claim[] {
  const { tree, definition, path, documentIndex } = context;
  return tree.claims
    .filter(
      other =>
        other.claim.kind === 'XEventStream' &&
        (other.path !== path || other.documentIndex !== documentIndex),
    )
    .map(other => applyDefaults(other.claim, definition));
}

/** What the stream of a claim and its dead letters take, with their copies. The claim of a neighbour may be wrong in itself. */
function roomOf({ spec }: Claim, { nats }: Environment): number {
  const [bytes, copies] = [Number(spec.maxBytes), Number(spec.replicas)];
  const consumers = Array.isArray(spec.consumers) ? spec.consumers : [];
  const remembers = consumers.some(
    consumer =>
      valueAt(consumer, 'deadLetter') === true &&
      valueAt(consumer, 'ackPolicy') !== 'none',
  );
  const room =
    (bytes + (remembers ? DEAD_LETTER_BYTES : 0)) *
    Math.min(copies, nats.replicas);
  return Number.isFinite(room) ? room : 0;
}

function inGibibytes(bytes: number): string {
  return String(Math.round((bytes / GIBIBYTE) * 100) / 100);
}
