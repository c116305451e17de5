import {
  RootConfigService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { TechdocsGenerator } from '@backstage/plugin-techdocs-node';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument, visit } from 'yaml';
import { findMkdocsRisks } from './findMkdocsRisks';

const CORE_TAG = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|seq|map)$/;

/** Creates the generator of TechDocs, which refuses a site that would do more than become docs, see {@link findMkdocsRisks}. */
export function createGuardedGenerator(options: {
  config: RootConfigService;
  logger: LoggerService;
}): TechdocsGenerator {
  const { config, logger } = options;
  const generator = TechdocsGenerator.fromConfig(config, { logger });
  const run = generator.run.bind(generator);
  generator.run = async runOptions => {
    await guardSite(runOptions.inputDir);
    await run(runOptions);
  };
  return generator;
}

/**
 * Checks the sources of a site, and writes its `mkdocs.yml` anew.
 *
 * @remarks What is written is the JSON of what was checked, so that no other parser can read anything else in it.
 * @throws NotAllowedError that says what is not allowed in it.
 */
export async function guardSite(directory: string): Promise<void> {
  for (const name of ['mkdocs.yml', 'mkdocs.yaml']) {
    const path = join(directory, name);
    if (await exists(path)) {
      const site = parseSite(name, await readFile(path, 'utf8'));
      await writeFile(path, `${JSON.stringify(site, null, 2)}\n`);
    }
  }
}

function parseSite(name: string, text: string): unknown {
  const document = parseDocument(text);
  const risks = document.errors.map(({ message }) => message);
  visit(document, {
    Node(_key, { tag }) {
      if (tag && !CORE_TAG.test(tag)) {
        risks.push(`the tag "${tag}" is not allowed`);
      }
    },
  });
  if (risks.length === 0) {
    const site: unknown = document.toJS({ maxAliasCount: 100 });
    risks.push(...findMkdocsRisks(site));
    if (risks.length === 0) return site;
  }
  throw new NotAllowedError(
    `The docs are not built, because of "${name}": ${risks.join('; ')}`,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
