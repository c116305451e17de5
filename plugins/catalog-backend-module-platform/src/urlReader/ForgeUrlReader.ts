import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  ReadTreeResponseFactory,
  ReaderFactory,
} from '@backstage/backend-defaults/urlReader';
import {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { GitForge, TreeFile } from '@zerotouch/plugin-gitops-node';
import { FORGE_HOST, blobUrl } from '../entities/annotations';
import { ForgePlace, parseForgeUrl } from './parseForgeUrl';
import { isGlob, toGlobRegExp } from './toGlobRegExp';

/** The part of the forge that URLs are served from. */
export type ReadableForge = Pick<
  GitForge,
  'getHead' | 'listFiles' | 'readFile' | 'readBytes'
>;

/**
 * Serves `https://forge.zerotouch.invalid/{blob,tree}/<ref>/…` from the forge, so that TechDocs and templates read the platform
 * repository like any other.
 *
 * @remarks The etag of a tree depends on its own files alone; with `?only=docs&only=mkdocs.yml` nothing else changes it.
 */
export class ForgeUrlReader implements UrlReaderService {
  readonly #forge: ReadableForge;
  readonly #treeResponses: ReadTreeResponseFactory;

  /** Returns what the URL reader service takes for one reader. */
  static factory(forge: ReadableForge): ReaderFactory {
    return ({ treeResponseFactory }) => [
      {
        predicate: url => url.host === FORGE_HOST,
        reader: new ForgeUrlReader(forge, treeResponseFactory),
      },
    ];
  }

  private constructor(
    forge: ReadableForge,
    treeResponses: ReadTreeResponseFactory,
  ) {
    this.#forge = forge;
    this.#treeResponses = treeResponses;
  }

  async readUrl(
    url: string,
    options?: UrlReaderServiceReadUrlOptions,
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const { path, ref } = await this.#pin(url);
    const { blobSha: etag } = await this.#forge.readFile({ path, ref });
    if (options?.etag === etag) throw new NotModifiedError();
    const bytes = Buffer.from(await this.#forge.readBytes({ path, ref }));
    return {
      etag,
      buffer: async () => bytes,
      stream: () => Readable.from([bytes]),
    };
  }

  async readTree(
    url: string,
    options?: UrlReaderServiceReadTreeOptions,
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const place = await this.#pin(url);
    const files = await this.#listFiles(place);
    if (files.length === 0) {
      throw new NotFoundError(
        `The platform repository has no files under "${url}"; check the path.`,
      );
    }
    const etag = toEtag(files);
    if (options?.etag === etag) throw new NotModifiedError();
    const prefix = place.path ? `${place.path}/` : '';
    const wanted = files
      .map(file => ({ ...file, inside: file.path.slice(prefix.length) }))
      .filter(file => options?.filter?.(file.inside, file) ?? true);
    const response = await this.#treeResponses.fromReadableArray(
      await Promise.all(
        wanted.map(async ({ path, inside }) => ({
          path: inside,
          data: Readable.from([
            Buffer.from(await this.#forge.readBytes({ path, ref: place.ref })),
          ]),
        })),
      ),
    );
    return {
      etag,
      files: () => response.files(),
      archive: () => response.archive(),
      dir: dirOptions => response.dir(dirOptions),
    };
  }

  async search(
    url: string,
    options?: UrlReaderServiceSearchOptions,
  ): Promise<UrlReaderServiceSearchResponse> {
    const { path: pattern, ref } = await this.#pin(url);
    const matches = isGlob(pattern)
      ? toGlobRegExp(pattern)
      : { test: (path: string) => path === pattern };
    const files = (await this.#forge.listFiles({ ref })).filter(file =>
      matches.test(file.path),
    );
    const etag = toEtag(files);
    if (options?.etag === etag) throw new NotModifiedError();
    return {
      etag,
      files: files.map(({ path }) => ({
        url: blobUrl(path),
        content: async () =>
          Buffer.from(await this.#forge.readBytes({ path, ref })),
      })),
    };
  }

  toString(): string {
    return `forge{host=${FORGE_HOST}}`;
  }

  /** Names the commit that main is at, so that one answer never mixes two. */
  async #pin(url: string): Promise<ForgePlace> {
    const place = parseForgeUrl(url);
    return place.ref === 'main'
      ? { ...place, ref: await this.#forge.getHead() }
      : place;
  }

  async #listFiles({ ref, path, only }: ForgePlace): Promise<TreeFile[]> {
    const files = await this.#forge.listFiles({
      ref,
      ...(path ? { prefix: path } : {}),
    });
    const roots = only.map(name => (path ? `${path}/${name}` : name));
    return roots.length === 0
      ? files
      : files.filter(file =>
          roots.some(
            root => file.path === root || file.path.startsWith(`${root}/`),
          ),
        );
  }
}

function toEtag(files: TreeFile[]): string {
  const hash = createHash('sha256');
  for (const { path, blobSha } of files) hash.update(`${blobSha} ${path}\n`);
  return hash.digest('hex');
}
