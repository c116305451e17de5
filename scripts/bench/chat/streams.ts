import { loadavg } from 'node:os';
import { pid as ownPid } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { connectDirectly, readDirectly } from './readDirectly';
import {
  connectToPortal,
  readThroughPortal,
  startConversations,
} from './readThroughPortal';
import { startAgent, toQuestion } from './startAgent';
import { summarise } from './summarise';
import { Arrival } from './TokenTimes';
import { UsageSamples, Window } from './UsageSamples';

const TOKENS_PER_SECOND = 20;
/** A portal indexes and builds after its start; these figures are of one that has settled. */
const SETTLE_MS = 20_000;
const WARM_UP_SECONDS = 8;
/** Plain clients that read beside the many streams of the portal. */
const CONTROLS = 5;
/** Over how long the many streams begin, since people do not ask in the same instant. */
const STARTS_MS = 5_000;

/**
 * Prints one JSON line: what the portal adds to a streamed token, alone and with many streams at once.
 *
 * @remarks
 * The agent and all clients are in this process, so sending and arrival are told by one clock; the portal is another one. A plain A2A
 * client reads the same agent at the same time, so whatever else the machine does falls on both. Figures of many streams are of the time
 * in which all of them run.
 */
async function main() {
  const {
    PORTAL_URL = '',
    PORTAL_PID,
    AGENT_PORT,
    STREAMS,
    SECONDS,
  } = process.env;
  const port = Number(AGENT_PORT);
  const streams = Number(STREAMS);
  const tokens = Number(SECONDS) * TOKENS_PER_SECOND;
  const stop = await startAgent(port);
  const portal = await connectToPortal(PORTAL_URL);
  const direct = await connectDirectly(port);
  await setTimeout(SETTLE_MS);
  const ids = await startConversations(portal, CONTROLS + 1 + streams);
  const readPortal = (count: number, question: string, overMs = 0) =>
    spread(ids.splice(0, count), overMs, id =>
      readThroughPortal(portal, id, question),
    );
  const readPlain = (count: number, question: string, overMs = 0) =>
    spread(Array.from({ length: count }), overMs, () =>
      readDirectly(direct, question),
    );

  const warmUp = toQuestion({
    tokens: WARM_UP_SECONDS * TOKENS_PER_SECOND,
    group: 'warm-up',
    size: CONTROLS + 1,
  });
  await Promise.all([readPortal(CONTROLS, warmUp), readPlain(1, warmUp)]);

  const pair = toQuestion({ tokens, group: 'single', size: 2 });
  const [[one], [beside]] = await Promise.all([
    readPortal(1, pair),
    readPlain(1, pair),
  ]);

  const plain = toQuestion({ tokens, group: 'bare', size: streams });
  const ownUsage = UsageSamples.start(ownPid);
  const bare = await readPlain(streams, plain, STARTS_MS);
  ownUsage.stop();

  const crowd = toQuestion({
    tokens,
    group: 'many',
    size: streams + CONTROLS,
  });
  const usage = UsageSamples.start(Number(PORTAL_PID));
  const [many, controls] = await Promise.all([
    readPortal(streams, crowd, STARTS_MS),
    readPlain(CONTROLS, crowd, STARTS_MS),
  ]);
  usage.stop();
  stop();

  const whole = many.filter(
    ({ ended, arrivals }) => ended && arrivals.length === tokens,
  );
  const all = many.map(({ arrivals }) => arrivals);
  process.stdout.write(
    `${JSON.stringify({
      streams,
      single: {
        portal: summarise(one.arrivals.map(toMillis)),
        direct: summarise(beside.map(toMillis)),
        overhead: summarise(
          one.arrivals.map(
            ({ millis }, index) => millis - beside[index].millis,
          ),
        ),
      },
      loaded: {
        portal: summarise(within(all, toWindow(all)).map(toMillis)),
        direct: summarise(within(controls, toWindow(all)).map(toMillis)),
        bare: summarise(within(bare, toWindow(bare)).map(toMillis)),
      },
      cut: streams - whole.length,
      extraBytes: usage.extraBytes,
      portalMicrosPerToken: perToken(usage, all),
      bareMicrosPerToken: perToken(ownUsage, bare),
      load: Number(loadavg()[0].toFixed(1)),
    })}\n`,
  );
  process.exit();
}

/** Starts readers evenly over some time, and waits for all of them. */
function spread<T, R>(
  items: T[],
  overMs: number,
  read: (item: T) => Promise<R>,
): Promise<R[]> {
  return Promise.all(
    items.map(async (item, index) => {
      await setTimeout((index * overMs) / items.length);
      return read(item);
    }),
  );
}

/** The time in which all streams had begun and none was over. */
function toWindow(streams: Arrival[][]): Window {
  const running = streams.filter(({ length }) => length > 0);
  return {
    from: Math.max(...running.map(arrivals => arrivals[0].sentAt)),
    to: Math.min(
      ...running.map(arrivals => arrivals[arrivals.length - 1].sentAt),
    ),
  };
}

function within(streams: Arrival[][], { from, to }: Window): Arrival[] {
  return streams.flat().filter(({ sentAt }) => sentAt >= from && sentAt <= to);
}

function perToken(usage: UsageSamples, streams: Arrival[][]): number {
  const window = toWindow(streams);
  const tokens = within(streams, window).length;
  return Math.round((usage.cpuMillisIn(window) * 1000) / tokens);
}

function toMillis({ millis }: Arrival): number {
  return millis;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
