import { toImageUrl } from './toImageUrl';

const svg = (inside: string, attributes = 'viewBox="0 0 120.4 60"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="100%" style="max-width: 9px" ${attributes}>${inside}</svg>`;
const textOf = (url: string) =>
  decodeURIComponent(url.slice(url.indexOf(',') + 1));

it('makes a picture of the size that was drawn', () => {
  const { height, url, width } = toImageUrl(svg('<text>A &amp; B</text>'));
  expect([width, height]).toEqual([121, 60]);
  expect(url).toMatch(/^data:image\/svg\+xml;charset=utf-8,/);
  expect(textOf(url)).toContain('<text>A &amp; B</text>');
  expect(textOf(url)).toContain('width="121"');
  expect(textOf(url)).not.toContain('max-width');
});

it('keeps nothing that runs or holds HTML', () => {
  const { url } = toImageUrl(
    svg(
      '<script>alert(1)</script><g><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></g>',
    ),
  );
  expect(textOf(url)).not.toMatch(/script|foreignObject/i);
});

it.each([
  ['no SVG', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
  ['broken XML', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'],
  ['a drawing without a size', svg('', '')],
  ['a drawing of no size', svg('', 'viewBox="0 0 0 0"')],
])('refuses %s', (_, text) => {
  expect(() => toImageUrl(text)).toThrow();
});
