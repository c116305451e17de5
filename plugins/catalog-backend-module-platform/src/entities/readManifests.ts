import { Entity } from '@backstage/catalog-model';
import {
  KubernetesObject,
  RepositoryFile,
  parseDocuments,
} from '@zerotouch/compositions';
import { Finding } from '@zerotouch/plugin-gitops-common';
import { isApplication } from './toApplicationEntity';
import { isMapping, textAt } from './fields';
import { isForeignEntity } from './foreign';
import { findEntityError } from './findEntityError';
import { Sourced } from './Sourced';

/** What the repository holds beside legos and claims, as far as the catalog shows it. */
export interface Manifests {
  applications: Sourced<KubernetesObject>[];
  entities: Sourced<Entity>[];
  problems: Finding[];
}

/** Names a document that may be of interest without parsing it; tenants hold thousands of files. */
const MENTIONS_INTEREST =
  /^['"]?apiVersion['"]?:\s*['"]?(?:argoproj\.io|(?:scaffolder\.)?backstage\.io)\//m;
/** Files whose syntax the reader of the platform tree reports already. */
const REPORTED_ELSEWHERE = /^(?:platform|tenants|bootstrap)\//;
const TEMPLATES = /^templates\//;
/** Who somebody is, and what a role may do, is not said in a tenant's folder. */
const PEOPLE = new Set(['user', 'group']);

/** Reads Argo CD Applications and catalog entities from the YAML files of the repository. */
export function readManifests(files: RepositoryFile[]): Manifests {
  const manifests: Manifests = { applications: [], entities: [], problems: [] };
  for (const file of files) {
    if (TEMPLATES.test(file.path) || MENTIONS_INTEREST.test(file.content)) {
      readFile(file, manifests);
    }
  }
  return manifests;
}

function readFile(file: RepositoryFile, manifests: Manifests) {
  const { path } = file;
  for (const document of parseDocuments(file.content)) {
    const report = (rule: string, message: string) =>
      manifests.problems.push({
        rule,
        severity: 'error',
        path,
        ...document.locate(''),
        message,
      });
    if (!REPORTED_ELSEWHERE.test(path)) {
      for (const { pointer: _, ...finding } of document.findings) {
        manifests.problems.push({ ...finding, path });
      }
    }
    const { value } = document;
    if (isForeignEntity(value)) {
      const error = findForeignError(path, value);
      if (error) {
        report('entity', error);
      } else {
        manifests.entities.push({ path, document: value as Entity });
      }
    } else if (isObjectWithName(value) && isApplication(value)) {
      manifests.applications.push({ path, document: value });
    }
  }
}

function findForeignError(path: string, value: unknown): string | undefined {
  const error = findEntityError(value);
  if (error) return error;
  const kind = textAt(value, 'kind') ?? '';
  return path.startsWith('tenants/') && PEOPLE.has(kind.toLowerCase())
    ? `A ${kind} cannot be declared in a tenant's folder; it would decide who may do what.`
    : undefined;
}

function isObjectWithName(value: unknown): value is KubernetesObject {
  return (
    isMapping(value) &&
    textAt(value, 'apiVersion') !== undefined &&
    textAt(value, 'kind') !== undefined &&
    textAt(value, 'metadata', 'name') !== undefined
  );
}
