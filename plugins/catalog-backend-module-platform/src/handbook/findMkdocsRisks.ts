import { isMapping } from '../entities/fields';

const PLUGINS = new Set(['techdocs-core', 'search']);

/** Extensions of Python-Markdown itself and of pymdown-extensions, which run no program and read no file. */
const EXTENSION =
  /^(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks|mdx_truly_sane_lists|markdown\.extensions\.[a-z0-9_]+|pymdownx\.(?!snippets$|b64$|pathconverter$)[a-z0-9_]+)$/;

/**
 * Finds what could make a build of the docs run a program, read a file outside of the docs or write one.
 *
 * @remarks
 * The docs are built in the portal's own process environment, so whoever changes `mkdocs.yml` must not get further than the
 * docs. TechDocs removes hooks, foreign plugins and Python tags by itself; it overlooks `markdown_extensions` written as a
 * mapping, where `subprocess:Popen` starts a program, and allows the plugin `redirects`, which writes wherever it is told.
 *
 * @param site - What `mkdocs.yml` says.
 * @returns One sentence for each; empty when the site is harmless.
 */
export function findMkdocsRisks(site: unknown): string[] {
  if (!isMapping(site)) {
    return ['it is not a mapping'];
  }
  return [
    ...readNames(site.plugins, 'plugins', name => PLUGINS.has(name)),
    ...readNames(site.markdown_extensions, 'markdown_extensions', name =>
      EXTENSION.test(name),
    ),
  ];
}

function readNames(
  value: unknown,
  key: string,
  isAllowed: (name: string) => boolean,
): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    return [`"${key}" is not a list`];
  }
  return value.flatMap(item => {
    const names = isMapping(item) ? Object.keys(item) : [item];
    const [name] = names;
    if (names.length !== 1 || typeof name !== 'string') {
      return [`"${key}" has an entry that is no name`];
    }
    return isAllowed(name) ? [] : [`"${name}" is not allowed in "${key}"`];
  });
}
