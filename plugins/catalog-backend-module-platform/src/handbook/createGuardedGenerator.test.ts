import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createGuardedGenerator, guardSite } from './createGuardedGenerator';

const head = 'site_name: Handbook\n';

describe('guardSite', () => {
  const directory = createMockDirectory();
  const guard = async (text: string, name = 'mkdocs.yml') => {
    directory.setContent({ [name]: text, docs: { 'index.md': '# Hi\n' } });
    await guardSite(directory.path);
    return directory.content();
  };

  it.each([
    ['no extras', head],
    ['the plugins of TechDocs', `${head}plugins: [techdocs-core, search]\n`],
    ['a plugin with options', `${head}plugins: [{ search: { lang: en } }]\n`],
    [
      'harmless extensions',
      `${head}markdown_extensions: [toc, pymdownx.details, { pymdownx.highlight: { linenums: true } }, markdown.extensions.tables]\n`,
    ],
    ['empty lists', `${head}plugins:\nmarkdown_extensions: []\n`],
  ])('lets through %s', async (_, text) => {
    await expect(guard(text)).resolves.toBeDefined();
  });

  it('writes what it read, without anything that another parser could read otherwise', async () => {
    const content = await guard(
      'x: &x { a: [1, yes] }\nsite_name: !!str 1\nnav: *x\n',
    );
    expect(content).toMatchObject({
      'mkdocs.yml':
        '{\n  "x": {\n    "a": [\n      1,\n      "yes"\n    ]\n  },\n  "site_name": "1",\n  "nav": {\n    "a": [\n      1,\n      "yes"\n    ]\n  }\n}\n',
    });
  });

  it.each([
    [
      'a program as an extension in a mapping',
      'markdown_extensions:\n  "subprocess:Popen": { args: [touch, /tmp/x] }\n',
      '"markdown_extensions" is not a list',
    ],
    [
      'a program as an extension in a list',
      'markdown_extensions: [{ "subprocess:Popen": { args: [ls] } }]\n',
      '"subprocess:Popen" is not allowed',
    ],
    [
      'a module as an extension',
      'markdown_extensions: [antigravity]\n',
      '"antigravity"',
    ],
    [
      'files from elsewhere',
      'markdown_extensions: [{ pymdownx.snippets: { base_path: [/] } }]\n',
      '"pymdownx.snippets"',
    ],
    [
      'pictures from elsewhere',
      'markdown_extensions: [{ pymdownx.b64: { base_path: / } }]\n',
      '"pymdownx.b64"',
    ],
    [
      'a plugin that writes files',
      'plugins: [{ redirects: { redirect_maps: { ../../x.md: y.md } } }]\n',
      '"redirects" is not allowed in "plugins"',
    ],
    ['plugins in a mapping', 'plugins: { techdocs-core: {} }\n', 'not a list'],
    [
      'a second plugin beside a good one',
      'plugins: [{ search: {}, exec: {} }]\n',
      'no name',
    ],
    ['an environment variable', 'copyright: !ENV TOKEN\n', 'the tag "!ENV"'],
    [
      'an environment variable deep inside',
      'nav: [{ a: [!ENV [TOKEN, x]] }]\n',
      'the tag "!ENV"',
    ],
    [
      'a Python object',
      'extra: !!python/object/apply:os.system [ls]\n',
      'python/object',
    ],
    [
      'a Python object under another handle',
      '%TAG !p! tag:yaml.org,2002:python/\n---\nextra: !p!name:os.system ""\n',
      'python/name',
    ],
    ['a Python key', '? !!python/name:os.system ""\n: 1\n', 'python/name'],
    ['a list', '- a\n', 'mapping'],
    ['what is no YAML', 'a: [', 'mkdocs.yml'],
    ['two documents', 'a: 1\n---\nmarkdown_extensions: {}\n', 'mkdocs.yml'],
    ['a key twice', 'plugins: []\nplugins: [exec]\n', 'unique'],
  ])('refuses %s', async (_, text, message) => {
    const before = text.startsWith('%') || text.startsWith('-') ? '' : head;
    await expect(guard(before + text)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(message),
    });
  });

  it('is not fooled by a merge key, which it never merges', async () => {
    const content = await guard(
      `${head}x: &x { markdown_extensions: { "subprocess:Popen": {} } }\n"<<": *x\n`,
    );
    // TechDocs drops keys that it does not know; in JSON the key is only a key.
    expect(JSON.stringify(content)).not.toContain('&x');
  });

  it('looks at the other name of the file as well', async () => {
    await expect(
      guard('plugins: [exec]\n', 'mkdocs.yaml'),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('refuses aliases that multiply', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`,
    );
    await expect(
      guard(`${head}a0: &a0 [x]\n${levels.join('\n')}\n`),
    ).rejects.toThrow(/alias/i);
  });
});

describe('createGuardedGenerator', () => {
  const input = createMockDirectory();
  const output = createMockDirectory();

  it('starts nothing for a site that it refuses', async () => {
    input.setContent({
      'mkdocs.yml': `${head}markdown_extensions:\n  "subprocess:Popen":\n    args: [touch, ${output.path}/started]\n`,
      docs: { 'index.md': '# Hi\n' },
    });
    const generator = createGuardedGenerator({
      config: mockServices.rootConfig({
        data: { techdocs: { generator: { runIn: 'local' } } },
      }),
      logger: mockServices.logger.mock(),
    });
    await expect(
      generator.run({
        inputDir: input.path,
        outputDir: output.path,
        logger: {} as never,
      }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(output.content()).toEqual({});
  });
});
