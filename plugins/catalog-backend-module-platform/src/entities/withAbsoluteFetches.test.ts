import { Entity } from '@backstage/catalog-model';
import { withAbsoluteFetches } from './withAbsoluteFetches';

const template = (action: string, url: string): Entity => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'a' },
  spec: {
    type: 'service',
    steps: [
      { id: 'page', action, input: { url, targetPath: 'x' } },
      { id: 'propose', action: 'gitops:change:propose', input: { title: 'A' } },
    ],
  },
});

const urlOf = (action: string, url: string) =>
  withAbsoluteFetches(template(action, url), 'templates/a/template.yaml').spec;

describe('withAbsoluteFetches', () => {
  it.each([
    [
      'fetch:template:file',
      './skeleton/page.md',
      'https://forge.zerotouch.invalid/blob/main/templates/a/skeleton/page.md',
    ],
    [
      'fetch:template',
      './skeleton',
      'https://forge.zerotouch.invalid/tree/main/templates/a/skeleton/',
    ],
    [
      'fetch:plain',
      '../shared/',
      'https://forge.zerotouch.invalid/tree/main/templates/shared/',
    ],
    ['fetch:plain', 'https://example.com/x', 'https://example.com/x'],
    ['fetch:plain', '../../../outside', '../../../outside'],
    ['gitops:other', './skeleton', './skeleton'],
  ])('of %s %s', (action, url, expected) => {
    expect(urlOf(action, url)).toMatchObject({
      type: 'service',
      steps: [
        { id: 'page', action, input: { url: expected, targetPath: 'x' } },
        { id: 'propose', input: { title: 'A' } },
      ],
    });
  });

  it('leaves every other entity alone', () => {
    const entity = { ...template('fetch:plain', './x'), kind: 'Component' };
    expect(withAbsoluteFetches(entity, 'a.yaml')).toBe(entity);
  });
});
