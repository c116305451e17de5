import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPlatformTree } from '@zerotouch/compositions';
import { findDrift } from '../generated/findDrift';
import { plural } from '../report/renderReport';
import { readDocuments } from '../tree/readDocuments';
import { readWorkTree } from '../tree/readWorkTree';
import { walkApplications } from '../tree/walkApplications';
import { UsageError } from '../UsageError';
import { Command, exitCodes } from './Command';

/** `zt generate`: writes the files that follow from claims. */
export const generateCommand: Command = {
  name: 'generate',
  usage: '',
  summary:
    'Writes the files that follow from the claims: the Argo CD project of each tenant, the prompts of its agents and the accounts of NATS. zt validate finds what was forgotten.',
  options: {},
  async run(call, { out }) {
    if (call.paths.length > 0) {
      throw new UsageError(
        `zt generate takes no path, but was given "${call.paths[0]}"; it writes every generated file that differs.`,
      );
    }
    const repository = readWorkTree(call.root);
    const { manifests } = readDocuments(repository);
    const { missing, leftOver } = findDrift({
      repository,
      tree: readPlatformTree(repository.files),
      repoURL: walkApplications(repository, manifests).repoURL,
    });
    for (const { path, content } of missing) {
      mkdirSync(dirname(join(call.root, path)), { recursive: true });
      writeFileSync(join(call.root, path), content);
    }
    const written = missing.map(({ path }) => path);
    out(
      call.json
        ? JSON.stringify({ written, leftOver }, null, 2)
        : [
            ...written.map(path => `${path} written`),
            ...leftOver.map(
              path => `${path} is left over: no tenant needs it; delete it`,
            ),
            `${plural(written.length, 'file')} written.`,
          ].join('\n'),
    );
    return leftOver.length > 0 ? exitCodes.found : exitCodes.ok;
  },
};
