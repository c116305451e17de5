import { mockServices } from '@backstage/backend-test-utils';
import {
  EmbeddedIndex,
  ForgeKnowledge,
} from '@zerotouch/plugin-knowledge-node';
import { createMemoryForge } from '../../__testUtils__/createMemoryForge';
import { platformFiles } from '../../__testUtils__/platformFiles';
import { readAll } from '../../__testUtils__/readAll';
import { AnswerPart } from './Answer';
import { Consultant } from './Consultant';
import { Legos } from './Legos';
import { founder, silentPortal } from './__testUtils__/createTestConsultant';
import { AlertReader } from './skills/AlertReader';
import { Alerts } from './skills/Alerts';

function create(files = platformFiles) {
  const forge = createMemoryForge(files);
  const logger = mockServices.logger.mock();
  const legos = Legos.create({ forge, logger });
  const knowledge = ForgeKnowledge.create({
    forge,
    index: EmbeddedIndex.create(),
    logger,
  });
  const consultant = Consultant.create({
    alerts: AlertReader.create({ alerts: Alerts.create({ forge }), knowledge }),
    legos,
    logger,
    knowledge,
    portal: silentPortal,
    rules: { fourEyes: false },
    now: () => new Date(0),
  });
  const ask = (text: string) =>
    readAll(consultant.answer({ text, attachments: [], credentials: founder }));
  return { ask, legos, logger };
}

function textOf(parts: AnswerPart[]): string {
  return parts.map(part => (part.type === 'text' ? part.text : '')).join('');
}

function actionOf(parts: AnswerPart[]) {
  return parts.find(part => part.type === 'action');
}

describe('Consultant', () => {
  it.each(['hi', 'Hello!', 'Who are you?', 'What can you do?', 'help'])(
    'says what it is to “%s”',
    async question => {
      const text = textOf(await create().ask(question));
      expect(text).toContain('I am the consultant');
      expect(text).toContain('I use no language model');
    },
  );

  it('numbers its citations in the order of the sources', async () => {
    const parts = await create().ask('How do I restore a database?');
    const sources = parts.filter(part => part.type === 'source');
    expect(sources.length).toBeGreaterThan(0);
    const numbers = [...textOf(parts).matchAll(/\[(\d+)\]/g)].map(([, n]) => n);
    expect(numbers).toEqual(sources.map((_, index) => String(index + 1)));
  });

  it('offers no filled-in template for a change', async () => {
    const parts = await create().ask('How do I make my cache bigger?');
    expect(textOf(parts)).toContain('To change a Dragonfly cache');
    expect(textOf(parts)).toContain('A claim to compare with');
    expect(actionOf(parts)).toBeUndefined();
  });

  it('offers no template for a lego of the whole cluster, nor a tenant that exists', async () => {
    const parts = await create().ask('How do I add a tenant?');
    expect(textOf(parts)).toContain('`tenants/mytenant/tenant.yaml`');
    expect(actionOf(parts)).toBeUndefined();
  });

  it('opens the form of a lego without an example', async () => {
    const parts = await create().ask('create a database');
    expect(textOf(parts)).not.toContain('```yaml');
    expect(actionOf(parts)).toMatchObject({
      output: {
        title: 'Open the filled-in template “PostgreSQL database”',
        path: `/create/templates/default/xpostgres?formData=${encodeURIComponent(
          '{"spec":{}}',
        )}`,
      },
    });
  });

  it('keeps what a person says inside the address of the form', async () => {
    const parts = await create().ask(
      'add a cache called a&x=1#"};/../../ for acme',
    );
    expect(actionOf(parts)).toMatchObject({
      output: {
        path: expect.stringMatching(
          /^\/create\/templates\/default\/xdragonfly\?formData=[\w%.~!*'()-]+$/,
        ),
      },
    });
  });

  it('fails when the repository cannot be read', async () => {
    const { ask, legos } = create();
    jest.spyOn(legos, 'list').mockRejectedValue(new Error('no repository'));
    await expect(ask('anything')).rejects.toThrow('no repository');
  });
});

describe('Legos', () => {
  it('leaves out a definition that cannot be read, and says so', async () => {
    const { legos, logger } = create();
    expect((await legos.list()).map(({ kind }) => kind)).toEqual([
      'XDragonfly',
      'XPostgres',
      'XTenant',
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('platform/04-apis/broken/definition.yaml'),
    );
  });

  it.each([
    [['minimal', 'spec: {}'], ['typical', 'spec: { a: 1 }'], 'spec: { a: 1 }'],
    [
      ['minimal', 'spec:\n  a: 1'],
      ['typical', 'spec: { b: 1 }'],
      'spec:\n  a: 1',
    ],
    [['minimal', 'spec: {}'], ['other', 'spec: {}'], 'spec: {}'],
  ])(
    'takes the smallest example that says something',
    async (one, two, found) => {
      const folder = 'platform/04-apis/xa';
      const { legos } = create({
        [`${folder}/definition.yaml`]:
          'metadata: {}\nspec: { names: { kind: XA } }',
        [`${folder}/examples/${one[0]}.yaml`]: one[1],
        [`${folder}/examples/${two[0]}.yaml`]: two[1],
      });
      expect((await legos.list())[0]).toMatchObject({
        title: 'XA',
        example: found,
      });
    },
  );

  it('lists the tenants', async () => {
    expect(await create().legos.listTenants()).toEqual(['acme', 'globex']);
  });
});
