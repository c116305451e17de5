import { parseDocuments, parseFile } from './parseDocuments';
import { positionAt } from './Position';
import { fromPointer, toFieldPath, toPointer } from './plain';

const text = `# comment
metadata:
  annotations:
    a.b/c: 'x'
  name: orders
spec:
  list:
    - name: one
    - name: two
  flow: {a: 1, b: [x, y]}
  empty:
`;

it.each([
  ['', 'value', 2, 1],
  ['/metadata', 'key', 2, 1],
  ['/metadata', 'value', 2, 1],
  ['/metadata/name', 'key', 5, 3],
  ['/metadata/name', 'value', 5, 9],
  ['/metadata/annotations/a.b~1c', 'value', 4, 12],
  ['/spec/list/1/name', 'value', 9, 13],
  ['/spec/list/1', 'value', 9, 7],
  ['/spec/list/7', 'value', 7, 3],
  ['/spec/flow/b/1', 'value', 10, 23],
  ['/spec/flow/a', 'key', 10, 10],
  ['/spec/empty', 'key', 11, 3],
  ['/spec/missing/deeper', 'value', 6, 1],
  ['/nothing', 'value', 2, 1],
  ['/metadata/name/deeper', 'value', 5, 9],
] as const)('finds %s (%s) at %d:%d', (pointer, at, line, column) => {
  expect(parseDocuments(text)[0].locate(pointer, at)).toEqual({ line, column });
});

it.each([
  [
    'a: 1\nb: 2\na: 3\n',
    3,
    1,
    'This field is given twice; remove one of them.',
  ],
  [
    'a:\n\tb: 1\n',
    2,
    1,
    'A tab is used for indentation; YAML allows only spaces.',
  ],
  [
    'a: [1, 2\n',
    2,
    1,
    'This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
])('says what is wrong with %j', (source, line, column, message) => {
  expect(parseDocuments(source)[0].findings[0]).toMatchObject({
    rule: 'parse',
    severity: 'error',
    line,
    column,
    message,
  });
});

it('keeps the good documents beside a broken one', () => {
  const [good, broken] = parseDocuments('a: 1\n---\nb: [\n');
  expect(good).toMatchObject({ value: { a: 1 }, findings: [] });
  expect(broken.value).toBeUndefined();
  expect(broken.findings.length).toBeGreaterThan(0);
});

it.each(['', '\n\n', '# only a comment\n', '---\n', '---\n---\n'])(
  'finds no document in %j',
  source => {
    expect(parseDocuments(source)).toEqual([]);
  },
);

it('finds a document that is null on purpose', () => {
  expect(parseDocuments('null\n')).toHaveLength(1);
});

it('counts lines with either kind of line end', () => {
  expect(positionAt('a\r\nbc', 4)).toEqual({ line: 2, column: 2 });
  expect(positionAt('', 0)).toEqual({ line: 1, column: 1 });
});

it.each([
  [['a', 0, 'b/c~d'], '/a/0/b~1c~0d', 'a[0].b/c~d'],
  [[], '', ''],
] as const)('writes the path %j', (path, pointer, field) => {
  expect(toPointer(path)).toBe(pointer);
  expect(fromPointer(pointer)).toEqual(path.map(String));
  expect(toFieldPath(path)).toBe(field);
});

it('does not expand aliases without bound', () => {
  const levels = Array.from(
    { length: 9 },
    (_, index) =>
      `a${index + 1}: &a${index + 1} [${Array(10)
        .fill(`*a${index}`)
        .join(', ')}]`,
  );
  const [document] = parseDocuments(
    ['a0: &a0 [x]', ...levels, 'spec: *a9', ''].join('\n'),
  );
  expect(document.value).toBeUndefined();
  expect(document.findings[0].message).toContain('aliases of this document');
});

describe('parseFile', () => {
  const content = 'a: 1\n---\nb:\n  c: 2\n---\nd: [\n';

  it('gives what parseDocuments() gives, places included', () => {
    const documents = parseFile({ path: 'a.yaml', content });
    const expected = parseDocuments(content);
    expect(documents.map(({ value }) => value)).toEqual([
      { a: 1 },
      { b: { c: 2 } },
      undefined,
    ]);
    expect(documents.map(({ findings }) => findings)).toEqual(
      expected.map(({ findings }) => findings),
    );
    documents.forEach((document, index) => {
      for (const pointer of ['', '/a', '/b/c', '/b/missing']) {
        expect(document.locate(pointer)).toEqual(
          expected[index].locate(pointer),
        );
        expect(document.locate(pointer, 'key')).toEqual(
          expected[index].locate(pointer, 'key'),
        );
      }
    });
  });

  it('parses a file once, and again when its content is another', () => {
    const file = { path: 'a.yaml', content };
    const documents = parseFile(file);
    expect(parseFile(file)).toBe(documents);
    expect(parseFile({ ...file })).not.toBe(documents);
    file.content = 'a: 2\n';
    expect(parseFile(file).map(({ value }) => value)).toEqual([{ a: 2 }]);
  });
});
