import { sourceSchema } from './events';

const source = (url: string) => ({
  id: 'a',
  title: '',
  heading: '',
  quote: '',
  url,
});

describe('sourceSchema', () => {
  it.each(['/docs/a/#steps', '/catalog/default/domain/%C3%A9', '/'])(
    'takes the path %s',
    url => {
      expect(sourceSchema.safeParse(source(url)).success).toBe(true);
    },
  );

  it.each([
    'data:text/html,x',
    'https://evil.test',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    '/docs\\..\\evil',
    '',
  ])('refuses %j, which leads elsewhere', url => {
    expect(sourceSchema.safeParse(source(url)).success).toBe(false);
  });
});
