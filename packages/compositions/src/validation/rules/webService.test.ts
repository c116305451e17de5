import { createTestTree } from '../../__testing__/repository';
import { validateClaim } from '../validateClaim';

function service(
  name: string,
  spec: string,
): { path: string; content: string } {
  return {
    path: `tenants/acme/${name}/xwebservice.yaml`,
    content: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XWebService
metadata: { name: ${name}, namespace: acme }
spec: { image: app:1, exposure: public, ${spec} }
`,
  };
}

function errors(spec: string, others: string[]): string[] {
  const tree = createTestTree(
    others.map((other, index) => service(`other-${'abc'[index]}`, other)),
  );
  const { path, content } = service('shop', spec);
  return validateClaim({ text: content, path, tree })
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ pointer, message }) => `${pointer} ${message}`);
}

const host = 'hostname: shop.example.com';

it('refuses an address that another service has', () => {
  expect(errors(host, [host])).toEqual([
    '/spec/hostname "other-a" serves the same path of "shop.example.com" already; choose other paths or another host name.',
  ]);
  expect(errors(`${host}, paths: [/api, /]`, [host])).toHaveLength(1);
});

it('lets services share a host name by paths', () => {
  expect(
    errors(`${host}, paths: [/api]`, [host, `${host}, paths: [/admin]`]),
  ).toEqual([]);
  expect(errors('paths: [/]', ['paths: [/]'])).toEqual([]);
});
