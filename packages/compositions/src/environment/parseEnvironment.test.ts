import { parse, stringify } from 'yaml';
import { readRepository } from '../__testing__/repository';
import { parseDocuments } from '../document/parseDocuments';
import { ENVIRONMENT_PATH, parseEnvironment } from './parseEnvironment';

const content =
  readRepository('platform').find(({ path }) => path === ENVIRONMENT_PATH)
    ?.content ?? '';

function findings(change: (environment: Record<string, unknown>) => void) {
  const environment = parse(content);
  change(environment);
  const [document] = parseDocuments(stringify(environment));
  return parseEnvironment(document).findings.map(({ message }) => message);
}

it('accepts the environment of the repository', () => {
  expect(findings(() => undefined)).toEqual([]);
});

it.each([
  [
    (environment: Record<string, unknown>) => delete environment.domain,
    'The document lacks the field "domain"; add it.',
  ],
  [
    (environment: Record<string, unknown>) => {
      environment.topology = 'double';
    },
    'topology must be one of "single", "multi", not "double".',
  ],
  [
    (environment: Record<string, unknown>) => {
      environment.backup = { bucket: 'x-y', lockDays: '40' };
    },
    'backup.lockDays must be a whole number, not "40".',
  ],
  [
    (environment: Record<string, unknown>) => {
      environment.colour = 'blue';
    },
    'Unknown field "colour" in the document; remove it.',
  ],
  [
    (environment: Record<string, unknown>) => {
      environment.images = { postgres16: 'a' };
    },
    'images lacks the field "postgres17"; add it.',
  ],
])('says what is wrong, case %#', (change, message) => {
  expect(findings(change)).toContain(message);
});

it('gives the place', () => {
  const [document] = parseDocuments(
    content.replace('topology: single', 'topology: double'),
  );
  expect(parseEnvironment(document).findings).toMatchObject([
    { rule: 'environment', pointer: '/topology', column: 11 },
  ]);
});
