import {
  Definition,
  explainField,
  listFields,
  readPlatformTree,
  renderExplanation,
  suggest,
  valueAt,
} from '@zerotouch/compositions';
import { parse } from 'yaml';
import { Repository } from '../tree/Repository';
import { readWorkTree } from '../tree/readWorkTree';
import { UsageError } from '../UsageError';
import { Command, exitCodes } from './Command';

/** `zt explain`: what a platform API, or a field of it, is and changes. */
export const explainCommand: Command = {
  name: 'explain',
  usage: 'KIND[.FIELD]',
  summary:
    'Explains a platform API or one of its fields: type, default, limits, rules, which composed objects it changes, and an example.',
  options: {
    all: {
      type: 'boolean',
      help: 'explain every field of the API, one after the other',
    },
  },
  async run(call, { out }) {
    const [place, ...more] = call.paths;
    if (place === undefined || more.length > 0) {
      throw new UsageError(
        'zt explain takes one name, such as XWebService or XWebService.scaling.min.',
      );
    }
    const repository = readWorkTree(call.root);
    const { definitions } = readPlatformTree(repository.files);
    const [kind, ...rest] = place.split('.');
    const definition = findDefinition(kind, definitions);
    const fields = call.flag('all')
      ? ['', ...listFields(definition)]
      : [rest.join('.')];
    const examples = examplesOf(repository, definition);
    const explanations = fields.map(field =>
      explain(definition, field, examples),
    );
    out(
      call.json
        ? JSON.stringify(
            call.flag('all') ? explanations : explanations[0],
            null,
            2,
          )
        : explanations.map(renderExplanation).join('\n\n'),
    );
    return exitCodes.ok;
  },
};

/** Kinds are found however they are written, with and without the X. */
function findDefinition(
  kind: string,
  definitions: Map<string, Definition>,
): Definition {
  const plain = (name: string) => name.toLowerCase().replace(/^x/, '');
  const known = [...definitions.keys()].sort();
  const match = known.find(name => plain(name) === plain(kind));
  const definition = match === undefined ? undefined : definitions.get(match);
  if (!definition) {
    const near = suggest(kind, known);
    throw new UsageError(
      `There is no platform API "${kind}"; ${
        near ? `did you mean "${near}"?` : `choose one of ${known.join(', ')}.`
      }`,
    );
  }
  return definition;
}

function explain(definition: Definition, field: string, examples: unknown[]) {
  const answer = explainField({ definition, field, examples });
  if (answer.result === 'ok') {
    return answer.explanation;
  }
  const { at, known } = answer;
  const where = at === '' ? definition.kind : `${definition.kind}.${at}`;
  const near = suggest(field.split('.').pop() ?? '', known);
  const advice =
    known.length === 0
      ? 'it has no fields inside.'
      : `${near ? `did you mean "${near}"? ` : ''}It has ${known.join(', ')}.`;
  throw new UsageError(
    `There is no field "${field}" in ${definition.kind}; ${where}: ${advice}`,
  );
}

/** The specs of the examples that lie beside the definition, by their file names. */
function examplesOf(
  { files }: Repository,
  { path, kind }: Definition,
): unknown[] {
  const folder = path.replace(/[^/]+$/, 'examples/');
  return files
    .filter(file => file.path.startsWith(folder))
    .map(({ content }) => parse(content))
    .filter(example => valueAt(example, 'kind') === kind)
    .map(example => valueAt(example, 'spec'));
}
