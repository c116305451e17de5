import type { Network } from '@zerotouch/plugin-gitops-common';
import { describePorts, toMatrix } from './toMatrix';

const edge = (from: string, to: string) => ({
  from,
  to,
  ports: ['5432/TCP'],
  reason: 'It uses it.',
  policies: [],
});
const network: Network = {
  sha: 'a'.repeat(40),
  nodes: [
    { id: 'outside/internet', type: 'outside', title: 'Internet' },
    { id: 'globex/api', type: 'claim', title: 'api', tenant: 'globex' },
    { id: 'platform/dns', type: 'platform', title: 'DNS' },
    { id: 'acme/shop', type: 'claim', title: 'shop', tenant: 'acme' },
    { id: 'acme/db', type: 'claim', title: 'db', tenant: 'acme' },
  ],
  edges: [
    edge('acme/shop', 'acme/db'),
    edge('acme/shop', 'platform/dns'),
    edge('globex/api', 'outside/internet'),
  ],
};

it('puts the own claims first and leaves out who does not take part', () => {
  const { rows, columns } = toMatrix(network, 'acme');
  expect(rows.map(({ node }) => node.id)).toEqual(['acme/shop', 'globex/api']);
  expect(columns.map(({ id }) => id)).toEqual([
    'acme/db',
    'platform/dns',
    'outside/internet',
  ]);
  expect(rows[0].cells.map(cell => cell?.to)).toEqual([
    'acme/db',
    'platform/dns',
    undefined,
  ]);
});

it.each([
  [[], 'any port'],
  [['any'], 'any port'],
  [['80/TCP'], '80/TCP'],
  [['53/TCP', '53/UDP', '80/TCP'], '53/TCP, 53/UDP and 80/TCP'],
])('writes the ports %j', (ports, text) => {
  expect(describePorts(ports)).toBe(text);
});
