import { readAskContext, toAskPath } from './askContext';

const read = (search: string) => readAskContext(new URLSearchParams(search));

it('reads what an address asks for', () => {
  expect(
    read('q= Why? &entity=resource:acme/db&proposal=7&doc=docs/a.md'),
  ).toEqual({
    question: 'Why?',
    attachments: [
      { kind: 'entity', ref: 'resource:acme/db' },
      { kind: 'proposal', number: 7 },
      { kind: 'doc', path: 'docs/a.md' },
    ],
  });
});

it('leaves out what makes no sense', () => {
  expect(read('q= &entity=db&proposal=0x7&doc= ')).toEqual({
    question: undefined,
    attachments: [],
  });
});

it('writes addresses that it reads', () => {
  for (const request of [
    { kind: 'entity' as const, ref: 'resource:acme/a&b' },
    { kind: 'proposal' as const, number: 7 },
    { kind: 'doc' as const, path: 'docs/a b.md' },
  ]) {
    const [path, search] = toAskPath('/agent', request).split('?');
    expect(path).toBe('/agent');
    expect(read(search).attachments).toEqual([request]);
  }
  expect(toAskPath('/agent', { kind: 'log', title: 'l', text: 't' })).toBe(
    '/agent',
  );
});
