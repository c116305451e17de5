import { Finding } from '@zerotouch/plugin-gitops-common';

/** Says for each file what is wrong with it, one line a finding, with the place where it is known. Warnings are left out. */
export function describeErrors(problems: Finding[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { path, line, column, message, severity } of problems) {
    if (severity !== 'error') continue;
    const place =
      line === undefined
        ? path
        : `${path}, line ${line}, column ${column ?? 1}`;
    const before = texts.get(path);
    texts.set(path, `${before ? `${before}\n` : ''}${place}: ${message}`);
  }
  return texts;
}
