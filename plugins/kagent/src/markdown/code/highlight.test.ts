import { type HighlightedCode, highlight } from './highlight';

const textOf = (nodes: HighlightedCode): string =>
  nodes
    .map(node => (node.type === 'text' ? node.value : textOf(node.children)))
    .join('');
const classesOf = (nodes: HighlightedCode): string[] =>
  nodes.flatMap(node =>
    node.type === 'text'
      ? []
      : [...node.properties.className, ...classesOf(node.children)],
  );

it.each([
  ['yaml', 'kind: XDragonfly # cache', 'code-attr'],
  ['json', '{ "a": 1 }', 'code-attr'],
  ['bash', 'if true; then echo "$HOME"; fi', 'code-keyword'],
  ['sh', 'for a in b; do :; done', 'code-keyword'],
  ['ts', 'const a: string = "b";', 'code-keyword'],
  ['tsx', 'const a = <b />;', 'code-keyword'],
  ['js', 'function a() {}', 'code-keyword'],
  ['go', 'func main() {}', 'code-keyword'],
  ['python', 'def main(): pass', 'code-keyword'],
  ['sql', 'select 1 from a', 'code-keyword'],
  ['diff', '-a\n+b', 'code-addition'],
  ['hcl', 'resource "a" "b" {\n  c = "d${e}" # f\n}', 'code-subst'],
  ['terraform', 'locals {\n  a = true\n}', 'code-literal'],
  ['dockerfile', 'FROM node:22', 'code-keyword'],
  ['toml', '[a]\nb = 1', 'code-section'],
  ['YAML', 'a: 1', 'code-attr'],
])('tells the parts of %s and changes no letter', (language, code, part) => {
  const nodes = highlight(code, language);
  expect(nodes).toBeDefined();
  expect(classesOf(nodes ?? [])).toContain(part);
  expect(textOf(nodes ?? [])).toBe(code);
});

it('leaves languages that it does not know', () => {
  expect(highlight('a', 'brainfuck')).toBeUndefined();
});
