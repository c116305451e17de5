import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  createDatabase,
  databaseId,
} from '../../../__testUtils__/createConversations';
import { ModelStep, ScriptedModel } from './ScriptedModel';
import { createTestConsultant } from './createTestConsultant';

type Options = Omit<Parameters<typeof createTestConsultant>[0], 'knex'>;
/** What a test says of a model. */
export type Settings = Options['settings'];

/** A claim that a model may propose. */
export const claim = {
  kind: 'XDragonfly',
  tenant: 'acme',
  name: 'basket',
  spec: {},
};
/** A step in which the model wants it to be proposed. */
export const propose: ModelStep = {
  text: 'I propose it.',
  calls: [{ name: 'propose-claim', args: claim }],
};

/** Gives each test of a file a database of its own, and consultants whose model ends with the test. */
export function useConsultants() {
  const databases = TestDatabases.create({ ids: [databaseId] });
  let knex: Knex;
  let model: ScriptedModel | undefined;
  beforeEach(async () => {
    knex = await createDatabase(databases);
  });
  afterEach(async () => {
    await model?.stop();
    model = undefined;
  });
  const create = (options: Options = {}) =>
    createTestConsultant({ ...options, knex });
  return {
    /** Another consultant over the database of the test. */
    create,
    /** A consultant with a model that plays a script. */
    async start(
      script: Parameters<typeof ScriptedModel.start>[0],
      settings?: Settings,
      options?: Options,
    ) {
      model = await ScriptedModel.start(script);
      return {
        ...create({ ...options, modelUrl: model.url, settings }),
        model,
      };
    },
  };
}
