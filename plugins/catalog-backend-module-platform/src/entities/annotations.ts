import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
} from '@backstage/catalog-model';
import { HANDBOOK_REF } from './refs';

/** Host that stands for the platform repository; it exists in no DNS and is served by the forge's URL reader. */
export const FORGE_HOST = 'forge.zerotouch.invalid';

/** Prefix of every annotation of ours. */
export const ANNOTATION_PREFIX = 'platform.zerotouch.dev';

/** Path of the file that an entity comes from, from the top of the platform repository. */
export const ANNOTATION_PATH = `${ANNOTATION_PREFIX}/path`;
/** Kind of the claim that an entity stands for. */
export const ANNOTATION_KIND = `${ANNOTATION_PREFIX}/kind`;
/** Tenant of the claim that an entity stands for. */
export const ANNOTATION_TENANT = `${ANNOTATION_PREFIX}/tenant`;
/** Name of the claim that an entity stands for. */
export const ANNOTATION_CLAIM = `${ANNOTATION_PREFIX}/claim`;
/** What is wrong with the file now; the entity shows the last version in which nothing was. */
export const ANNOTATION_ERROR = `${ANNOTATION_PREFIX}/error`;

/** Returns the URL of a file on main, as the forge's URL reader takes it. */
export function blobUrl(path: string): string {
  return `https://${FORGE_HOST}/blob/main/${path}`;
}

/** Returns the URL of a folder on main, with a trailing slash; `''` is the top of the repository. */
export function treeUrl(folder: string): string {
  return `https://${FORGE_HOST}/tree/main/${folder ? `${folder}/` : ''}`;
}

/** The source of the documentation site: only these paths, so that nothing else makes it be built again. */
export const DOCS_URL = `${treeUrl('')}?only=docs&only=mkdocs.yml`;

/** Returns the annotations that say which file an entity comes from; `path` is absent for what the portal brings itself. */
export function locationAnnotations(path?: string): Record<string, string> {
  const location = `url:${path === undefined ? treeUrl('') : blobUrl(path)}`;
  const folder = path?.includes('/')
    ? path.slice(0, path.lastIndexOf('/'))
    : '';
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [ANNOTATION_SOURCE_LOCATION]: `url:${treeUrl(folder)}`,
    ...(path === undefined ? {} : { [ANNOTATION_PATH]: path }),
  };
}

/**
 * Returns the annotations that point to a page of the handbook.
 *
 * @param page - Path of a Markdown file such as `docs/runbooks/cilium.md`, or of a page such as `runbooks/cilium/`.
 */
export function docsAnnotations(page?: string): Record<string, string> {
  return {
    'backstage.io/techdocs-entity': HANDBOOK_REF,
    ...(page ? { 'backstage.io/techdocs-entity-path': toPagePath(page) } : {}),
  };
}

function toPagePath(page: string): string {
  const inSite = page.replace(/^\/+/, '').replace(/^docs\//, '');
  return `/${inSite.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '/')}`;
}
