import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readPlatformTree } from '@zerotouch/compositions';
import { stringify } from 'yaml';
import { toFinding } from '../checks/checkClaims';
import { sortFindings } from '../Finding';
import { composeClaims } from '../render/composeClaims';
import { RenderedObject, renderAll } from '../render/renderAll';
import { plural, renderFinding } from '../report/renderReport';
import { readDocuments } from '../tree/readDocuments';
import { readWorkTree } from '../tree/readWorkTree';
import { walkApplications } from '../tree/walkApplications';
import { UsageError } from '../UsageError';
import { Command, exitCodes } from './Command';

/** Marks a folder that `zt render` wrote, and may therefore write again. */
const MARKER = '.zt-render';

/** `zt render`: every object that Argo CD would see and Crossplane would make. */
export const renderCommand: Command = {
  name: 'render',
  usage: '',
  summary:
    'Prints every object that Argo CD would see and Crossplane would make of it, always in the same order; charts are not expanded.',
  options: {
    out: {
      type: 'string',
      placeholder: 'DIR',
      help: 'write one file an object into this folder, which must be empty or an earlier result',
    },
  },
  async run(call, surroundings) {
    const { cwd, out, err } = surroundings;
    if (call.paths.length > 0) {
      throw new UsageError(
        `zt render takes no path, but was given "${call.paths[0]}"; it renders the whole repository.`,
      );
    }
    const repository = readWorkTree(call.root);
    const tree = readPlatformTree(repository.files);
    const documents = readDocuments(repository);
    const composed = composeClaims({ tree });
    const objects = renderAll({
      documents,
      walk: walkApplications(repository, documents.manifests),
      composed,
    });
    const findings = sortFindings([
      ...tree.problems.map(({ path, finding }) => toFinding(path, finding)),
      ...composed.flatMap(({ parsed, findings: found }) =>
        found.map(finding => toFinding(parsed.path, finding)),
      ),
    ]);
    const dir = call.value('out');
    if (dir !== undefined) {
      writeObjects(resolve(cwd, dir), dir, objects);
    }
    if (call.json) {
      out(JSON.stringify({ objects, findings }, null, 2));
    } else {
      findings.forEach(finding => err(renderFinding(finding)));
      out(
        dir === undefined
          ? objects.map(renderObject).join('---\n').trimEnd()
          : `${plural(objects.length, 'object')} written to ${dir}.`,
      );
    }
    return findings.some(({ severity }) => severity === 'error')
      ? exitCodes.found
      : exitCodes.ok;
  },
};

function renderObject({ source, object }: RenderedObject): string {
  return `# Source: ${source}\n${stringify(object)}`;
}

function writeObjects(dir: string, given: string, objects: RenderedObject[]) {
  if (existsSync(dir)) {
    if (!statSync(dir).isDirectory()) {
      throw new UsageError(`"${given}" is a file; name a folder.`);
    }
    const entries = readdirSync(dir);
    if (entries.length > 0 && !entries.includes(MARKER)) {
      throw new UsageError(
        `"${given}" holds files that zt render did not write; name an empty folder.`,
      );
    }
    entries.forEach(entry => rmSync(join(dir, entry), { recursive: true }));
  }
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, MARKER),
    'Written by zt render, which replaces everything in this folder.\n',
  );
  for (const item of objects) {
    const file = join(dir, item.file);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, renderObject(item));
  }
}
