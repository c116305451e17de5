import { prepareDiagram } from './prepareDiagram';

const sourceOf = (text: string) => {
  const prepared = prepareDiagram(text);
  return prepared.result === 'ok' ? prepared.source : prepared;
};

it.each([
  'flowchart LR\n  A[Portal] --> B[(orders-db)]',
  'sequenceDiagram\n  Alice->>Bob: details?',
  'flowchart TD\n  A --> B\n  classDef hot fill:#f00,stroke:rgb(1,2,3)',
  'flowchart TD\n  A@{ shape: cyl, label: "Store" }',
  'stateDiagram-v2\n  [*] --> Ready %% a comment',
  'flowchart TD\n  A["one<br>two"]',
])('draws %j as it is', text => {
  expect(sourceOf(text)).toBe(text);
});

it.each([
  ['front matter', '---\nconfig:\n  themeCSS: "x"\n---\nflowchart LR\n  A'],
  [
    'a directive',
    '%%{init: {"themeCSS": "* { color: red }"}}%%\nflowchart LR\n  A',
  ],
  [
    'a directive of lines',
    '%%{\n init: {"a": {"b": 1}}\n}%%\nflowchart LR\n  A',
  ],
])('leaves out %s', (_, text) => {
  expect(sourceOf(text)).toBe('flowchart LR\n  A');
});

it.each([
  'click A "https://evil.example"',
  'click A call steal()',
  'click A href "javascript:alert(1)" _blank',
  '  CLICK A callback',
  'link Alice: Dashboard @ https://evil.example',
  'links Alice: {"a": "https://evil.example"}',
])('leaves out the line %j', line => {
  expect(sourceOf(`flowchart LR\n  A\n${line}\n  B`)).toMatch(
    /^flowchart LR\n {2}A\n\s*B$/,
  );
});

it.each([
  'flowchart LR\n  A@{ img: "https://evil.example/x.png" }',
  'flowchart LR\n  A@{ "\\u0069mg": "https://evil.example/x.png" }',
  'flowchart LR\n  A@{\n  shape: icon\n',
  'flowchart LR\n  A\n  style A fill:url(https://evil.example/x)',
  'flowchart LR\n  A\n  classDef a mask:u\\72l(https://evil.example/x)',
  'flowchart LR\n  A\n  classDef a background:image-set("https://evil.example/x")',
  'flowchart LR\n  A["<img src=https://evil.example/x>"]',
  'flowchart LR\n  A["<a href=https://evil.example/x>x</a>"]',
  'flowchart LR\n  A["<b style=\'x\'>x</b>"]',
  'flowchart LR\n  A["@import"]',
  '%%{init: {"themeCSS": "a"}\nflowchart LR',
  '%%{init: {}}%% ',
  '',
  `flowchart LR\n${'A-->B\n'.repeat(4_000)}`,
])('refuses %.60j', text => {
  expect(prepareDiagram(text).result).toBe('refused');
});
