import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';
import { type Root, lowlight } from 'lowlight/lib/core.js';
import { hcl } from './hcl';

const GRAMMARS = {
  bash,
  diff,
  dockerfile,
  go,
  hcl,
  ini,
  javascript,
  json,
  python,
  sql,
  typescript,
  yaml,
};
for (const [name, grammar] of Object.entries(GRAMMARS)) {
  lowlight.registerLanguage(name, grammar);
}
lowlight.registerAlias({
  bash: ['shell', 'console', 'shellsession'],
  hcl: ['tf', 'terraform', 'tofu'],
  json: ['jsonc', 'json5'],
  sql: ['postgres', 'postgresql', 'psql'],
});

/** Code in parts by what they mean. */
export type HighlightedCode = Root['children'];

/**
 * Parses code for its colours.
 *
 * @returns `undefined` for a language that is not among the dozen that a platform's chat needs.
 */
export function highlight(
  code: string,
  language: string,
): HighlightedCode | undefined {
  const name = language.toLowerCase();
  if (!lowlight.registered(name)) return undefined;
  return lowlight.highlight(name, code, { prefix: 'code-' }).children;
}
