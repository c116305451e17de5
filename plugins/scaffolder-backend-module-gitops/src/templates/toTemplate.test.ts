import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readPlatformTree } from '@zerotouch/compositions';
import { parse } from 'yaml';
import { templatePath, toTemplate } from './toTemplate';

const top = resolve(__dirname, '../../../..');
const apis = resolve(top, 'platform/04-apis');
const { definitions } = readPlatformTree(
  readdirSync(apis).map(folder => ({
    path: `platform/04-apis/${folder}/definition.yaml`,
    content: readFileSync(resolve(apis, folder, 'definition.yaml'), 'utf8'),
  })),
);

function definitionOf(kind: string) {
  const definition = definitions.get(kind);
  if (!definition) throw new Error(`There is no definition of "${kind}".`);
  return definition;
}

describe.each([
  'XPostgres',
  'XWebService',
  'XDragonfly',
  'XEventStream',
  'XEventDrivenService',
  'XAgent',
])('%s', kind => {
  it('has a committed template that equals the generated one', () => {
    const file = resolve(top, templatePath(kind));
    const generated = toTemplate(definitionOf(kind));
    if (process.env.UPDATE_TEMPLATES) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, generated);
    }
    expect(readFileSync(file, 'utf8')).toBe(generated);
  });

  it('repeats nothing of the schema, which the form reads on main', () => {
    const { spec } = parse(toTemplate(definitionOf(kind)));
    expect(spec.parameters[1].properties.spec).toEqual({
      type: 'object',
      title: definitionOf(kind).title,
      'ui:field': 'ClaimSpec',
      'ui:options': { kind },
    });
  });
});
