import type { Entity } from '@backstage/catalog-model';
import { toTemplateGroups } from './toTemplateGroups';

const template = (name: string, title: string, group?: string): Entity => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name,
    title,
    annotations: group ? { 'platform.zerotouch.dev/group': group } : {},
  },
});

describe('toTemplateGroups', () => {
  it('orders groups by need, and templates by title', () => {
    const groups = toTemplateGroups([
      template('a', 'Loose'),
      template('b', 'Vault', 'Archives'),
      template('xpostgres', 'PostgreSQL database', 'Data'),
      template('xdragonfly', 'Dragonfly cache', 'Data'),
      template('xwebservice', 'Web service', 'Services'),
    ]);
    expect(
      groups.map(({ title, templates }) => [
        title,
        ...templates.map(one => one.title),
      ]),
    ).toEqual([
      ['Services', 'Web service'],
      ['Data', 'Dragonfly cache', 'PostgreSQL database'],
      ['Archives', 'Vault'],
      ['Other', 'Loose'],
    ]);
  });

  it('puts golden paths before the forms of single APIs', () => {
    const path = template('z', 'Zebra', 'Data');
    const [group] = toTemplateGroups([
      template('a', 'Antelope', 'Data'),
      { ...path, metadata: { ...path.metadata, tags: ['recommended'] } },
    ]);
    expect(group.templates.map(({ title }) => title)).toEqual([
      'Zebra',
      'Antelope',
    ]);
  });

  it('leads to the form', () => {
    expect(toTemplateGroups([template('x', 'X')])[0].templates[0].path).toBe(
      '/create/templates/default/x',
    );
  });
});
