import type { Preview } from '@zerotouch/plugin-gitops-common';
import { parse } from 'yaml';

/** An alert that a claim brings. */
export interface ClaimAlert {
  name: string;
  severity: string;
  summary: string;
  /** How long it has to last before somebody is told, such as `15m`. */
  holdFor?: string;
}

/** Reads the alerts out of the PrometheusRules that a claim becomes. */
export function findAlerts(objects: Preview['objects']): ClaimAlert[] {
  return objects
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(({ yaml }) => {
      const rule: unknown = parse(yaml, { logLevel: 'silent' });
      return listAt(recordAt(rule, 'spec'), 'groups').flatMap(group =>
        listAt(group, 'rules').flatMap(toAlert),
      );
    });
}

function toAlert(rule: unknown): ClaimAlert[] {
  const name = textAt(rule, 'alert');
  return name
    ? [
        {
          name,
          severity: textAt(recordAt(rule, 'labels'), 'severity') ?? 'warning',
          summary: textAt(recordAt(rule, 'annotations'), 'summary') ?? '',
          holdFor: textAt(rule, 'for'),
        },
      ]
    : [];
}

function recordAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(key)
    : undefined;
}

function listAt(value: unknown, key: string): unknown[] {
  const list = recordAt(value, key);
  return Array.isArray(list) ? list : [];
}

function textAt(value: unknown, key: string): string | undefined {
  const text = recordAt(value, key);
  return typeof text === 'string' ? text : undefined;
}
