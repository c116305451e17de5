import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import {
  AnswerStore,
  AnswerWrite,
  HeldAnswer,
  LeaseState,
} from './AnswerStore';
import { AnswerWriter } from './AnswerWriter';

/** A store whose transactions end when the test says so. */
class SlowStore {
  readonly written: AnswerWrite[][] = [];
  state: (write: AnswerWrite) => LeaseState = () => 'held';
  fails: (writes: AnswerWrite[]) => boolean = () => false;
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;

  close() {
    this.#gate = new Promise(resolve => {
      this.#open = resolve;
    });
  }
  open() {
    this.#open();
  }

  append: AnswerStore['append'] = async writes => {
    this.written.push(writes);
    await this.#gate;
    if (this.fails(writes)) throw new Error('disk full');
    return writes.map(this.state);
  };
}

let store: SlowStore;
let told: [string, ChatEvent[]][];
let writer: AnswerWriter;

beforeEach(() => {
  store = new SlowStore();
  told = [];
  const unused = async () => {
    throw new Error('Not used here');
  };
  writer = AnswerWriter.create({
    answers: {
      append: store.append,
      begin: unused,
      keepTask: unused,
      keepProgress: unused,
      renew: unused,
      release: unused,
      requestCancel: unused,
      find: unused,
      listLapsed: unused,
      takeOver: unused,
    },
    onWritten: (id, events) => told.push([id, events]),
  });
});

function toAnswer(name: string): HeldAnswer {
  return {
    conversationId: name,
    messageId: `${name}-answer`,
    owner: 'user:default/founder',
    agent: 'scripted',
    runtime: 'scripted',
    takeovers: 0,
    cancelRequested: false,
    holder: `${name}-holder`,
    lastSeq: 2,
  };
}

const say = (name: string, delta: string) => ({
  type: 'text-delta' as const,
  messageId: `${name}-answer`,
  delta,
});
const status = (name: string, text: string) => ({
  type: 'status' as const,
  messageId: `${name}-answer`,
  text,
});
const tick = () => new Promise(setImmediate);

it('writes a single token at once, numbered', async () => {
  const log = writer.open(toAnswer('a'));
  log.add([say('a', 'one')]);
  await log.written();
  expect(told).toEqual([['a', [{ ...say('a', 'one'), seq: 3 }]]]);
});

it('writes what arrives meanwhile in one transaction, text as one event', async () => {
  const a = writer.open(toAnswer('a'));
  const b = writer.open(toAnswer('b'));
  store.close();
  a.add([say('a', 'one')]);
  await tick();
  a.add([say('a', ' two')]);
  b.add([say('b', 'other')]);
  a.add([say('a', ' three'), status('a', 'Reading'), say('a', ' four')]);
  expect(told).toEqual([]);
  store.open();
  await Promise.all([a.written(), b.written()]);
  expect(store.written).toHaveLength(2);
  expect(told).toEqual([
    ['a', [{ ...say('a', 'one'), seq: 3 }]],
    [
      'a',
      [
        { ...say('a', ' two three'), seq: 4 },
        { ...status('a', 'Reading'), seq: 5 },
        { ...say('a', ' four'), seq: 6 },
      ],
    ],
    ['b', [{ ...say('b', 'other'), seq: 3 }]],
  ]);
});

it('tells nothing before it is written', async () => {
  const log = writer.open(toAnswer('a'));
  store.close();
  log.add([say('a', 'one')]);
  await tick();
  await tick();
  expect(store.written).toHaveLength(1);
  expect(told).toEqual([]);
  store.open();
  await log.written();
  expect(told).toHaveLength(1);
});

it('writes nothing of an answer whose lease is lost', async () => {
  const log = writer.open(toAnswer('a'));
  store.state = () => 'taken';
  log.add([say('a', 'one')]);
  await log.written();
  expect(log.state).toBe('taken');
  log.add([say('a', 'two')]);
  await log.written();
  expect(told).toEqual([]);
  expect(store.written).toHaveLength(1);
});

it('goes on with an answer that is to be stopped', async () => {
  const log = writer.open(toAnswer('a'));
  store.state = () => 'cancelled';
  log.add([say('a', 'one')]);
  await log.written();
  expect(log.state).toBe('cancelled');
  expect(told).toHaveLength(1);
});

it('lets an answer that cannot be written take no other with it', async () => {
  const good = writer.open(toAnswer('good'));
  const bad = writer.open(toAnswer('bad'));
  store.fails = writes =>
    writes.some(({ answer }) => answer.conversationId === 'bad');
  good.add([say('good', 'one')]);
  bad.add([say('bad', 'one')]);
  await expect(bad.written()).rejects.toThrow('disk full');
  await expect(bad.ready()).rejects.toThrow('disk full');
  await good.written();
  expect(told).toEqual([['good', [{ ...say('good', 'one'), seq: 3 }]]]);
  good.add([say('good', 'two')]);
  await good.written();
  expect(told).toHaveLength(2);
});

it('takes nothing that is no event', async () => {
  const log = writer.open(toAnswer('a'));
  const broken = { ...status('a', 'x'), text: JSON.parse('1') };
  expect(() => log.add([say('a', 'one'), broken])).toThrow(/text/);
  log.add([say('a', 'two')]);
  await log.written();
  expect(told).toEqual([['a', [{ ...say('a', 'two'), seq: 3 }]]]);
});

it('says when more may come', async () => {
  const log = writer.open(toAnswer('a'));
  store.close();
  log.add([say('a', 'first')]);
  await tick();
  log.add(Array.from({ length: 500 }, () => status('a', 'x')));
  let isReady = false;
  const ready = log.ready().then(() => {
    isReady = true;
  });
  await tick();
  expect(isReady).toBe(false);
  store.open();
  await ready;
});
