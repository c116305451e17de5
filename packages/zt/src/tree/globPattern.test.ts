import { globPattern } from './globPattern';

describe('globPattern', () => {
  it.each([
    ['*/application.yaml', '01-foundation/cilium/application.yaml', true],
    ['{*/tenant.yaml,*/project.yaml}', 'acme/tenant.yaml', true],
    ['{*/tenant.yaml,*/project.yaml}', 'acme/orders/xpostgres.yaml', false],
    ['{tenant.yaml,project.yaml}', 'tenant.yaml', true],
    ['crds.yml', 'crdsxyml', false],
    ['keda.sh_?.yaml', 'keda.sh_a.yaml', true],
  ])('matches as Argo CD does: %s on %s', (glob, path, expected) => {
    expect(globPattern(glob, 'any-depth').test(path)).toBe(expected);
  });

  it('stays in one folder where asked to', () => {
    const pattern = globPattern('tenants/*', 'one-folder');
    expect(pattern.test('tenants/acme')).toBe(true);
    expect(pattern.test('tenants/acme/orders')).toBe(false);
  });
});
