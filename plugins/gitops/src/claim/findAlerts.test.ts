import { findAlerts } from './findAlerts';

const object = (kind: string, yaml: string) => ({
  key: kind,
  apiVersion: 'v1',
  kind,
  name: 'x',
  yaml,
});

it('reads alerts and skips recordings and other objects', () => {
  expect(
    findAlerts([
      object('Service', 'spec: { groups: [{ rules: [{ alert: No }] }] }'),
      object(
        'PrometheusRule',
        `spec:
  groups:
    - rules:
        - { record: x, expr: 1 }
        - alert: DatabaseDown
          for: 5m
          labels: { severity: critical }
          annotations: { summary: The database is down. }
        - alert: Bare
`,
      ),
      object('PrometheusRule', 'spec: 7'),
    ]),
  ).toEqual([
    {
      name: 'DatabaseDown',
      severity: 'critical',
      summary: 'The database is down.',
      holdFor: '5m',
    },
    { name: 'Bare', severity: 'warning', summary: '', holdFor: undefined },
  ]);
});
