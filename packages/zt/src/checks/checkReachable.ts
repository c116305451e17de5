import { Finding } from '../Finding';
import { isDesiredState } from '../tree/readDocuments';
import { Check } from './Check';

/** Every file of the desired state is applied, once, by an Application that the root leads to. */
export const checkReachable: Check = {
  id: 'reachable',
  promise:
    'Every file below bootstrap, platform and tenants is applied or read by exactly one Application that the root leads to, and no Application leads nowhere.',
  run: ({ repository, walk, documents }) => [
    ...walk.problems.map(({ severity, path, line, column, message }) => ({
      rule: 'reachable',
      severity,
      file: path,
      line,
      column,
      message,
    })),
    ...repository.files
      .map(({ path }) => path)
      .filter(path => isDesiredState(path) && !path.endsWith('.md'))
      .flatMap(path => describe(path, walk.reached.get(path))),
    ...documents.manifests
      .filter(({ name }) => name === '')
      .map(({ path, kind, locate }) =>
        toFinding(
          path,
          `This ${kind} has no metadata.name; Argo CD cannot apply it.`,
          locate('/metadata'),
        ),
      ),
  ],
};

function describe(path: string, names: string[] | undefined): Finding[] {
  if (names === undefined) {
    return [
      toFinding(
        path,
        'No Application that the root leads to applies or reads this file; name it in one, or delete it.',
      ),
    ];
  }
  return names.length > 1
    ? [
        toFinding(
          path,
          `${names.length} Applications apply this file (${names.join(
            ', ',
          )}); they would take it from each other. Leave it to one.`,
        ),
      ]
    : [];
}

function toFinding(
  file: string,
  message: string,
  place = { line: 1, column: 1 },
): Finding {
  return { rule: 'reachable', severity: 'error', file, ...place, message };
}
