import type { LanguageFn } from 'highlight.js';

/** Grammar of HCL, the language of OpenTofu and Terraform, as far as a reader's eye needs it. */
export const hcl: LanguageFn = hljs => ({
  name: 'HCL',
  keywords: {
    keyword:
      'resource data variable output module provider terraform locals moved import check for in if dynamic',
    literal: 'true false null',
  },
  contains: [
    hljs.HASH_COMMENT_MODE,
    hljs.C_LINE_COMMENT_MODE,
    hljs.C_BLOCK_COMMENT_MODE,
    {
      scope: 'string',
      begin: '"',
      end: '"',
      contains: [
        hljs.BACKSLASH_ESCAPE,
        { scope: 'subst', begin: '\\$\\{', end: '\\}' },
      ],
    },
    { scope: 'string', begin: /<<[-~]?(\w+)$/, end: /^\s*\w+$/ },
    { scope: 'attr', begin: /^\s*[\w-]+(?=\s*=[^=])/ },
    hljs.NUMBER_MODE,
  ],
});
