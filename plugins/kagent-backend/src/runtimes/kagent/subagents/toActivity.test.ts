import { readActivity } from './readActivity';
import { toActivity } from './toActivity';

const say = (text: string, more = {}) => ({
  kind: 'message',
  messageId: text,
  role: 'agent',
  parts: [{ kind: 'text', text }],
  ...more,
});
const part = (prefix: string, type: string, data: object, more = {}) => ({
  kind: 'data',
  data,
  metadata: { [`${prefix}_type`]: type, ...more },
});
const task = (history: unknown[], state = 'completed', message?: unknown) => ({
  kind: 'task',
  id: 't',
  contextId: 's',
  status: { state, message },
  history,
});
const call = (name: string, sessionId?: string, id = name) => ({
  messageId: `call-${id}`,
  role: 'agent',
  parts: [
    part(
      'kagent',
      'function_call',
      { id, name, args: {} },
      sessionId ? { kagent_subagent_session_id: sessionId } : {},
    ),
  ],
});

describe('toActivity', () => {
  it.each(['kagent', 'adk'])('tells texts and tools: %s', prefix => {
    const tools = {
      messageId: 'x',
      role: 'agent',
      parts: [
        part(prefix, 'function_call', { id: 'a', name: 'get_pods', args: {} }),
        part(prefix, 'function_response', {
          id: 'a',
          name: 'get_pods',
          response: { isError: true },
        }),
      ],
    };
    expect(
      toActivity([
        task([
          { ...say('What?'), role: 'user' },
          say('Looking.'),
          tools,
          say('Do', {
            metadata: {
              [prefix === 'adk' ? 'adk_partial' : 'kagent_adk_partial']: true,
            },
          }),
          say('Done.'),
          say('Done.'),
        ]),
      ]),
    ).toEqual({
      state: 'done',
      steps: [
        { kind: 'text', text: 'Looking.' },
        { kind: 'tool', text: 'get_pods', isError: true },
        { kind: 'text', text: 'Done.' },
      ],
    });
  });

  it.each([
    ['submitted', 'running'],
    ['working', 'running'],
    ['input-required', 'waiting'],
    ['auth-required', 'waiting'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
    ['completed', 'done'],
  ])('reads the state %s as %s', (state, expected) => {
    expect(toActivity([task([], state)])?.state).toBe(expected);
  });

  it('tells a confirmation as no tool', () => {
    expect(
      toActivity([task([call('adk_request_confirmation')], 'input-required')])
        ?.steps,
    ).toEqual([]);
  });

  it('cuts long texts', () => {
    const [step] = toActivity([task([say('x'.repeat(9_000))])])?.steps ?? [];
    expect(step.text.length).toBeLessThan(600);
  });

  it.each([[undefined], [{}], ['x'], [[{ status: 7 }]], [[1]]])(
    'gives nothing for another shape: %j',
    tasks => {
      expect(toActivity(tasks)).toBeUndefined();
    },
  );
});

describe('readActivity', () => {
  const sessions: Record<string, unknown> = {
    one: [task([call('kagent__NS__b', 'two')])],
    two: [task([call('kagent__NS__c', 'three')])],
    three: [task([say('Deep.'), call('kagent__NS__d', 'four')])],
    four: [task([say('Too deep.')])],
    loop: [task([call('kagent__NS__b', 'loop')])],
    broken: [task([call('kagent__NS__b', 'gone')])],
    many: [task(Array.from({ length: 80 }, (_, i) => say(`step ${i}`)))],
    wide: [
      task(
        Array.from({ length: 40 }, (_, i) =>
          call('kagent__NS__b', `wide-${i}`, `call-${i}`),
        ),
      ),
    ],
  };
  const read = (sessionId: string, asked: string[] = []) =>
    readActivity({
      sessionId,
      listTasks: async id => {
        asked.push(id);
        if (id.startsWith('wide-')) return [];
        if (!sessions[id]) throw new Error('gone');
        return sessions[id];
      },
    });

  it('looks three agents deep', async () => {
    expect((await read('one'))?.steps).toEqual([
      { kind: 'tool', text: 'kagent/b' },
      { kind: 'tool', text: 'kagent/b: kagent/c' },
      { kind: 'text', text: 'kagent/b: kagent/c: Deep.' },
      { kind: 'tool', text: 'kagent/b: kagent/c: kagent/d' },
    ]);
  });

  it('reads no session twice, and not too many', async () => {
    const asked: string[] = [];
    await read('loop', asked);
    expect(asked).toEqual(['loop']);
    const wide: string[] = [];
    await read('wide', wide);
    expect(wide).toHaveLength(10);
  });

  it('goes on without a session that cannot be read', async () => {
    expect((await read('broken'))?.steps).toEqual([
      { kind: 'tool', text: 'kagent/b' },
    ]);
    await expect(read('gone')).rejects.toThrow('gone');
  });

  it('tells the newest fifty steps', async () => {
    const steps = (await read('many'))?.steps ?? [];
    expect(steps).toHaveLength(50);
    expect(steps.at(-1)?.text).toBe('step 79');
  });
});
