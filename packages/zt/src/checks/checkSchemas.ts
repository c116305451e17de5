import { PLATFORM_GROUP, stringAt } from '@zerotouch/compositions';
import { Finding } from '../Finding';
import { SchemaAnswer } from '../schemas/SchemaSet';
import { Check } from './Check';

/** Every object against the closed schema of its kind. */
export const checkSchemas: Check = {
  id: 'schema',
  promise:
    'Every manifest and every composed object fits the closed schema of its kind, as its project publishes it.',
  run: ({ documents, walk, composed, schemas }) => [
    ...[...documents.manifests, ...walk.generated]
      .filter(({ apiVersion }) => !apiVersion.startsWith(`${PLATFORM_GROUP}/`))
      .flatMap(({ path, object, kind, name, locate }) =>
        toFindings(schemas.check(object), {
          file: path,
          subject: `${kind} "${name}"`,
          locate,
        }),
      ),
    ...composed.flatMap(({ parsed, composition }) =>
      Object.entries(composition?.resources ?? {}).flatMap(
        ([key, { object }]) =>
          toFindings(schemas.check(object), {
            file: parsed.path,
            subject: `The composed ${object.kind} "${stringAt(
              object,
              'metadata',
              'name',
            )}" (${key})`,
            locate: () => parsed.locate(''),
          }),
      ),
    ),
  ],
};

function toFindings(
  answer: SchemaAnswer,
  place: {
    file: string;
    subject: string;
    locate: (pointer: string) => { line: number; column: number };
  },
): Finding[] {
  const { file, subject, locate } = place;
  const finding = (
    severity: Finding['severity'],
    pointer: string,
    message: string,
  ): Finding => ({
    rule: 'schema',
    severity,
    file,
    ...locate(pointer),
    message: `${subject}: ${message}.`,
  });
  switch (answer.result) {
    case 'checked':
      return answer.issues.map(issue =>
        finding('error', issue.pointer, issue.message),
      );
    case 'skipped':
      return [finding('skipped', '', answer.reason)];
    case 'unknown':
      return [finding('error', '/kind', answer.reason)];
    default:
      return answer satisfies never;
  }
}
