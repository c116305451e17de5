import { findLego, findNames } from './findLego';

const kinds = ['XDragonfly', 'XPostgres', 'XTenant', 'XWebService'];

describe('findLego', () => {
  it.each([
    ['How do I add a Dragonfly cache?', 'add', 'XDragonfly'],
    ['I need redis for my sessions', 'add', 'XDragonfly'],
    ['create an XDragonfly', 'add', 'XDragonfly'],
    ['set up caching', 'add', 'XDragonfly'],
    ['How do I create a database?', 'add', 'XPostgres'],
    ['new postgres for acme please', 'add', 'XPostgres'],
    ['I want a SQL database called orders', 'add', 'XPostgres'],
    ['add a DB', 'add', 'XPostgres'],
    ['How do I deploy a web service?', 'add', 'XWebService'],
    ['deploy my api', 'add', 'XWebService'],
    ['I need a website', 'add', 'XWebService'],
    ['add an HTTP service', 'add', 'XWebService'],
    ['add a database for my web service', 'add', 'XPostgres'],
    ['create a database in the acme tenant', 'add', 'XPostgres'],
    ['add a cache to the acme tenant', 'add', 'XDragonfly'],
    ['how do I add a new tenant', 'add', 'XTenant'],
    ['How do I change the size of my database?', 'change', 'XPostgres'],
    ['make the cache bigger', 'change', 'XDragonfly'],
    ['scale a web service', 'change', 'XWebService'],
    ['add an extension to my postgres', 'change', 'XPostgres'],
    ['upgrade postgres to 18', 'change', 'XPostgres'],
  ])('%s', (question, verb, kind) => {
    expect(findLego(question, kinds)).toEqual({ verb, kind });
  });

  it.each([
    'How do I restore a database?',
    'How do I delete a database?',
    'the database is slow',
    'cache evicts keys',
    'What is a database?',
    'get the password of my database',
    'how do I back up postgres',
    'Why was the new database refused?',
    'What is the capital of France?',
    'create a runbook',
    'add an event stream',
    '',
  ])('leaves to the docs: %s', question => {
    expect(findLego(question, kinds)).toBeUndefined();
  });

  it('knows a kind that is new to it by its name', () => {
    expect(findLego('add an XQueue', ['XQueue'])).toEqual({
      verb: 'add',
      kind: 'XQueue',
    });
  });
});

describe('findNames', () => {
  it.each([
    [
      'a cache called cart-cache for acme',
      { name: 'cart-cache', tenant: 'acme' },
    ],
    ['a database named `orders`', { name: 'orders', tenant: undefined }],
    ['for Globex', { name: undefined, tenant: 'globex' }],
    ['for initech', { name: undefined, tenant: undefined }],
    [`named ${'a'.repeat(41)}`, { name: undefined, tenant: undefined }],
    ['name it', { name: 'it', tenant: undefined }],
  ])('%s', (question, names) => {
    expect(findNames(question, ['acme', 'globex'])).toEqual(names);
  });
});
