import {
  Position,
  listAt,
  stringAt,
  toPointer,
  valueAt,
} from '@zerotouch/compositions';
import { Finding } from '../Finding';
import { ComponentSource, Versions } from '../schemas/Versions';
import { Manifest, VERSIONS_PATH } from '../tree/readDocuments';
import { ROOT_PATH, sourcesOf } from '../tree/walkApplications';
import { Check, CheckContext } from './Check';

/** Revisions of the platform repository that an Application may follow: the branch that proposals are merged into. */
const OWN_REVISIONS = ['main', 'HEAD'];

const VERSION =
  /^([A-Za-z][A-Za-z0-9]*-)*v?\d+\.\d+(\.\d+)*([-+][0-9A-Za-z.-]+)?$/;
const SHA = /^[0-9a-f]{40}$/;

/** Revisions are versions, and the versions that are pinned. */
export const checkRevisions: Check = {
  id: 'revision',
  promise:
    'No Application follows a branch, but for the main branch of this repository; every chart and foreign revision is the one in platform/versions.yaml, and nothing there is unused.',
  run: context => {
    const uses = context.documents.manifests
      .filter(({ apiVersion }) => apiVersion.startsWith('argoproj.io/'))
      .flatMap(usesOf);
    const { versions } = context;
    if ('message' in versions) {
      const { line, column, message } = versions;
      return [
        {
          rule: 'revision',
          severity: 'error',
          file: VERSIONS_PATH,
          line,
          column,
          message,
        },
        ...uses.flatMap(use => checkRevision(use, context)),
      ];
    }
    return [
      ...uses.flatMap(use => [
        ...checkRevision(use, context),
        ...checkPin(use, versions, context),
      ]),
      ...findUnused(uses, versions),
    ];
  },
};

/** A repository or chart that is used at a revision. */
interface Use {
  file: string;
  name: string;
  repoURL?: string;
  chart?: string;
  revision?: string;
  place: Position;
}

function usesOf(manifest: Manifest): Use[] {
  const { path: file, name, object, locate } = manifest;
  const generators = listAt(object, 'spec', 'generators').flatMap(
    (generator, index) => {
      const git = valueAt(generator, 'git');
      const pointer = toPointer(['spec', 'generators', index, 'git']);
      return git === undefined ? [] : [{ source: git, pointer }];
    },
  );
  return [
    ...sourcesOf(manifest).map(item => ({ ...item, field: 'targetRevision' })),
    ...generators.map(item => ({ ...item, field: 'revision' })),
  ].map(({ source, pointer, field }) => ({
    file,
    name,
    repoURL: stringAt(source, 'repoURL'),
    chart: stringAt(source, 'chart'),
    revision: stringAt(source, field),
    place: locate(`${pointer}/${field}`),
  }));
}

function toFinding(use: Use, message: string): Finding {
  return {
    rule: 'revision',
    severity: 'error',
    file: use.file,
    ...use.place,
    message,
  };
}

function checkRevision(use: Use, { walk }: CheckContext): Finding[] {
  const { name, repoURL, revision } = use;
  if (revision === undefined) {
    return [
      toFinding(
        use,
        `"${name}" names no revision of "${repoURL}"; without one it follows whatever is newest.`,
      ),
    ];
  }
  if (repoURL === walk.repoURL && use.chart === undefined) {
    return OWN_REVISIONS.includes(revision) && revision === walk.revision
      ? []
      : [
          toFinding(
            use,
            `"${name}" follows "${revision}" of this repository; everything in it follows "${
              walk.revision ?? 'main'
            }", as the root in "${ROOT_PATH}" does, and that must be main.`,
          ),
        ];
  }
  return VERSION.test(revision) || SHA.test(revision)
    ? []
    : [
        toFinding(
          use,
          `"${name}" uses "${revision}" of "${repoURL}", which is no version; name a version, a tag of one, or a whole commit.`,
        ),
      ];
}

function checkPin(
  use: Use,
  versions: Versions,
  { walk }: CheckContext,
): Finding[] {
  if (use.repoURL === walk.repoURL && use.chart === undefined) {
    return [];
  }
  const pin = Object.values(versions.components)
    .flatMap(({ sources }) => sources)
    .find(source => isSame(source, use));
  if (!pin) {
    return [
      toFinding(
        use,
        `"${use.name}" uses ${subject(
          use,
        )}, which is not in "${VERSIONS_PATH}"; add it there.`,
      ),
    ];
  }
  return pin.targetRevision === use.revision
    ? []
    : [
        toFinding(
          use,
          `"${use.name}" uses ${subject(use)} at "${
            use.revision
          }", but "${VERSIONS_PATH}" pins "${
            pin.targetRevision
          }"; make them agree.`,
        ),
      ];
}

function findUnused(uses: Use[], versions: Versions): Finding[] {
  return Object.entries(versions.components).flatMap(([name, { sources }]) =>
    sources.flatMap((source, index) =>
      uses.some(use => isSame(source, use))
        ? []
        : [
            {
              rule: 'revision',
              severity: 'error' as const,
              file: VERSIONS_PATH,
              ...versions.locate(
                toPointer(['components', name, 'sources', index]),
              ),
              message: `No Application uses ${subject(
                source,
              )}; remove it from the component "${name}".`,
            },
          ],
    ),
  );
}

function isSame(source: ComponentSource, use: Use): boolean {
  return source.repoURL === use.repoURL && source.chart === use.chart;
}

function subject({ repoURL, chart }: Partial<ComponentSource>): string {
  return chart === undefined
    ? `"${repoURL}"`
    : `the chart "${chart}" of "${repoURL}"`;
}
