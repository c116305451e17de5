import {
  agentPath,
  askAboutPath,
  docsPath,
  entityPath,
  templatePath,
} from './portalPaths';

describe('paths', () => {
  it('lead to entities', () => {
    expect(entityPath('Resource:acme/xpostgres-orders-db')).toBe(
      '/catalog/acme/resource/xpostgres-orders-db',
    );
    expect(entityPath('system:default/apis')).toBe(
      '/catalog/default/system/apis',
    );
  });

  it('lead to pages of the docs as mkdocs serves them', () => {
    const base = '/docs/default/component/zerotouch';
    expect(docsPath('runbooks/index.md')).toBe(`${base}/runbooks/`);
    expect(docsPath('index.md')).toBe(`${base}/`);
    expect(docsPath('runbooks/lag.md')).toBe(`${base}/runbooks/lag/`);
  });

  it('carry questions whole', () => {
    expect(agentPath('a & b?')).toBe('/agent?q=a%20%26%20b%3F');
    expect(agentPath('a?', 'resource:acme/db')).toBe(
      '/agent?q=a%3F&entity=resource%3Aacme%2Fdb',
    );
  });

  it('lead to a chat about an entity', () => {
    expect(askAboutPath('api:default/xpostgres')).toBe(
      '/agent?entity=api%3Adefault%2Fxpostgres',
    );
  });

  it('lead to forms', () => {
    expect(templatePath('xpostgres')).toBe(
      '/create/templates/default/xpostgres',
    );
  });
});
