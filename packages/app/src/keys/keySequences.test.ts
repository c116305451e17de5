import { createKeyReader, KeyPress } from './keySequences';

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  atMs: 0,
  modified: false,
  command: false,
  typing: false,
  ...changes,
});

const places = new Map([
  ['h', '/'],
  ['a', '/agent'],
]);

describe('createKeyReader', () => {
  it('goes to a place after g', () => {
    const read = createKeyReader({ places });
    expect(read(press('g'))).toBeUndefined();
    expect(read(press('a', { atMs: 500 }))).toEqual({
      type: 'go',
      path: '/agent',
    });
    expect(read(press('a', { atMs: 600 }))).toBeUndefined();
  });

  it('forgets g after a pause or another key', () => {
    const read = createKeyReader({ places });
    read(press('g'));
    expect(read(press('h', { atMs: 1_300 }))).toBeUndefined();
    read(press('g'));
    expect(read(press('x'))).toBeUndefined();
    expect(read(press('h'))).toBeUndefined();
  });

  it('searches with / and with Ctrl+K, shows the keys with ?', () => {
    const read = createKeyReader({ places });
    expect(read(press('/'))).toEqual({ type: 'search' });
    expect(read(press('K', { modified: true, command: true }))).toEqual({
      type: 'search',
    });
    expect(read(press('?'))).toEqual({ type: 'keys' });
  });

  it('opens the agent with .', () => {
    const read = createKeyReader({ places });
    expect(read(press('.'))).toEqual({ type: 'agent' });
    expect(read(press('.', { typing: true }))).toBeUndefined();
    expect(read(press('.', { modified: true, command: true }))).toBeUndefined();
  });

  it('leaves typing and the browser’s own keys alone', () => {
    const read = createKeyReader({ places });
    expect(read(press('/', { typing: true }))).toBeUndefined();
    read(press('g', { typing: true }));
    expect(read(press('h'))).toBeUndefined();
    read(press('g', { modified: true, command: true }));
    expect(read(press('h'))).toBeUndefined();
    expect(read(press('k', { modified: true }))).toBeUndefined();
  });
});
