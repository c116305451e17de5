import { SourceFile } from './readSourceFiles';

/** Writes the body of a proposal: why, who answers for it, and which files there are. */
export function renderBody(options: {
  description?: string;
  owner?: string;
  files: SourceFile[];
}): string {
  const { description = '', owner, files } = options;
  const paragraphs = [
    description.trim(),
    owner ? `Owner: ${owner}` : '',
    `Files:\n\n${files.map(({ path }) => `- \`${path}\``).join('\n')}`,
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}
