import { GitForge } from '@zerotouch/plugin-gitops-node';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** A page of the runbooks and the alerts that it is for. */
export interface Runbook {
  path: string;
  title: string;
  alerts: string[];
}

/** When an alert fires, as the platform defines it. */
export interface AlertRule {
  name: string;
  expression: string;
  /** A Prometheus duration; absent when it fires at once. */
  holdFor?: string;
  severity?: string;
  summary?: string;
  path: string;
}

const frontMatterSchema = z.object({
  title: z.string().optional(),
  alerts: z.array(z.string()).default([]),
});
const ruleSchema = z.object({
  alert: z.string(),
  expr: z.coerce.string(),
  for: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});
const rulesSchema = z.object({
  kind: z.literal('PrometheusRule'),
  spec: z.object({
    groups: z.array(z.object({ rules: z.array(z.unknown()) })),
  }),
});

/** Reads runbooks and the alert rules of the platform from main. */
export class Alerts {
  readonly #forge: Pick<GitForge, 'readFiles'>;

  private constructor(forge: Pick<GitForge, 'readFiles'>) {
    this.#forge = forge;
  }

  static create(options: { forge: Pick<GitForge, 'readFiles'> }): Alerts {
    return new Alerts(options.forge);
  }

  /** Lists the runbooks; what cannot be read is left out, as the docs are checked before they are merged. */
  async listRunbooks(): Promise<Runbook[]> {
    const files = await this.#forge.readFiles({ prefix: 'docs/runbooks' });
    return files.flatMap(({ path, content }) => {
      const text = /^---\r?\n([\s\S]*?)\r?\n---/.exec(content)?.[1];
      const read = frontMatterSchema.safeParse(text && tryParse(text));
      if (!path.endsWith('.md') || !read.success) return [];
      const { title = path, alerts } = read.data;
      return [{ path, title, alerts }];
    });
  }

  /** Lists the alert rules that the platform itself brings; those of a claim come from its lego. */
  async listRules(): Promise<AlertRule[]> {
    const files = await this.#forge.readFiles({ prefix: 'platform' });
    return files
      .filter(({ path }) => /\/prometheusrules?\.ya?ml$/.test(path))
      .flatMap(({ path, content }) =>
        parseAllDocuments(content).flatMap(document => {
          const read = rulesSchema.safeParse(document.toJS());
          const rules = read.data?.spec.groups.flatMap(group => group.rules);
          return (rules ?? []).flatMap(rule => toRule(rule, path));
        }),
      );
  }
}

function toRule(value: unknown, path: string): AlertRule[] {
  const { data } = ruleSchema.safeParse(value);
  if (!data) return [];
  return [
    {
      name: data.alert,
      expression: data.expr,
      holdFor: data.for,
      severity: data.labels.severity,
      summary: data.annotations.summary ?? data.annotations.description,
      path,
    },
  ];
}

/** YAML that cannot be read is none; its reader then finds no alerts in it. */
function tryParse(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    return { unreadable: String(error) };
  }
}
