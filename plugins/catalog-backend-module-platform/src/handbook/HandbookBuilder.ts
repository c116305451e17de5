import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { getCompoundEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import {
  GeneratorBuilder,
  PublisherBase,
} from '@backstage/plugin-techdocs-node';
import { createLogger } from 'winston';
import { DOCS_URL } from '../entities/annotations';
import { toHandbookEntity } from '../entities/toHandbookEntity';

/** Options of {@link HandbookBuilder.create}. */
export interface HandbookBuilderOptions {
  reader: Pick<UrlReaderService, 'readTree'>;
  generators: Pick<GeneratorBuilder, 'get'>;
  publisher: Pick<
    PublisherBase,
    'hasDocsBeenGenerated' | 'fetchTechDocsMetadata' | 'publish'
  >;
  logger: LoggerService;
  /** An existing folder for what is there only while the site is being built. */
  workingDirectory: string;
}

/**
 * Builds the documentation site of the platform repository and publishes it.
 *
 * @remarks
 * TechDocs itself looks for changes when a page is opened, and at most once a minute; a merged runbook would be found neither by
 * search nor by an agent until then. A build that fails leaves the published site as it is.
 */
export class HandbookBuilder {
  readonly #options: HandbookBuilderOptions;

  static create(options: HandbookBuilderOptions) {
    return new HandbookBuilder(options);
  }

  private constructor(options: HandbookBuilderOptions) {
    this.#options = options;
  }

  /**
   * Builds the site when its sources changed since the published one.
   *
   * @returns Whether a new site was published.
   * @throws what the reader, the generator or the publisher throws.
   */
  async build(): Promise<boolean> {
    const { generators, publisher, workingDirectory } = this.#options;
    const entity = toHandbookEntity();
    const etag = await this.#publishedEtag();
    const tree = await this.#readSources(etag);
    if (!tree) return false;
    const folder = await mkdtemp(join(workingDirectory, 'handbook-'));
    try {
      const inputDir = await tree.dir({ targetDir: join(folder, 'in') });
      const outputDir = await mkdtemp(join(folder, 'out-'));
      await generators.get(entity).run({
        inputDir,
        outputDir,
        etag: tree.etag,
        logger: createLogger({ silent: true }),
        logStream: this.#toLogStream(),
        siteOptions: { name: entity.metadata.title },
      });
      await publisher.publish({ entity, directory: outputDir });
      return true;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #publishedEtag(): Promise<string | undefined> {
    const { publisher, logger } = this.#options;
    const entity = toHandbookEntity();
    if (!(await publisher.hasDocsBeenGenerated(entity))) return undefined;
    try {
      const ref = getCompoundEntityRef(entity);
      return (await publisher.fetchTechDocsMetadata(ref)).etag;
    } catch (error) {
      logger.warn(
        'The published handbook does not say what it was built from; it is built again.',
        isError(error) ? error : new Error(String(error)),
      );
      return undefined;
    }
  }

  async #readSources(etag: string | undefined) {
    try {
      return await this.#options.reader.readTree(DOCS_URL, { etag });
    } catch (error) {
      if (isError(error) && error.name === 'NotModifiedError') return undefined;
      throw error;
    }
  }

  /** What mkdocs prints; of interest only when something is looked for. */
  #toLogStream(): Writable {
    const { logger } = this.#options;
    return new Writable({
      write(chunk, _encoding, done) {
        logger.debug(String(chunk).trimEnd());
        done();
      },
    });
  }
}
