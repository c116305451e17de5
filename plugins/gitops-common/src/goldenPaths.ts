import { PreviewRequest } from './repository';

/** What a hand-written golden path makes of the values of its form. */
export interface GoldenPathPlan {
  /** Claims that are written together; they may name each other. */
  claims: PreviewRequest[];
  /** Title of the proposal. */
  title: string;
}

/** Names of the hand-written golden paths that write claims. */
export const GOLDEN_PATHS = ['service', 'event-service', 'tenant'] as const;
/** See {@link GOLDEN_PATHS}. */
export type GoldenPath = (typeof GOLDEN_PATHS)[number];

/** Says whether a text names a golden path. */
export function isGoldenPath(name: unknown): name is GoldenPath {
  return GOLDEN_PATHS.some(path => path === name);
}

/**
 * Plans the claims of a golden path from the values of its form; the form's preview and the template's run use the same plan.
 *
 * @returns undefined while tenant or name is missing.
 */
export function planGoldenPath(
  path: GoldenPath,
  values: unknown,
): GoldenPathPlan | undefined {
  const { tenant, name, spec = {} } = asMapping(values);
  if (path === 'tenant') {
    return isName(name) ? planTenant(name, asMapping(spec)) : undefined;
  }
  if (!isName(tenant) || !isName(name)) {
    return undefined;
  }
  return path === 'service'
    ? planService(tenant, name, asMapping(values))
    : planEventService(tenant, name, asMapping(values));
}

function planTenant(
  name: string,
  spec: Record<string, unknown>,
): GoldenPathPlan {
  return {
    claims: [{ kind: 'XTenant', tenant: name, name, spec }],
    title: `Add the tenant ${name}`,
  };
}

/** A companion is made when its box is ticked; a claim that exists is chosen in the form of the service itself. */
function planService(
  tenant: string,
  name: string,
  values: Record<string, unknown>,
): GoldenPathPlan {
  const spec = { ...asMapping(values.spec) };
  const claims: PreviewRequest[] = [];
  const add = (key: string, kind: string, suffix: string) => {
    const companion = asMapping(values[key]);
    if (companion.create !== true) {
      return undefined;
    }
    const claim = `${name}-${suffix}`;
    const companionOf = companionSpec(companion);
    claims.push({
      kind,
      tenant,
      name: claim,
      spec:
        key === 'stream'
          ? { subjects: [`${tenant}.${name}.>`], ...companionOf }
          : companionOf,
    });
    return claim;
  };
  const database = add('database', 'XPostgres', 'db');
  if (database) spec.database = { claim: database };
  const cache = add('cache', 'XDragonfly', 'cache');
  if (cache) spec.cache = { claim: cache };
  const stream = add('stream', 'XEventStream', 'events');
  if (stream) {
    spec.streams = [
      ...(Array.isArray(spec.streams) ? spec.streams : []),
      { claim: stream },
    ];
  }
  return {
    claims: [{ kind: 'XWebService', tenant, name, spec }, ...claims],
    title: `Add the service ${name} for ${tenant}${describe(claims)}`,
  };
}

function planEventService(
  tenant: string,
  name: string,
  values: Record<string, unknown>,
): GoldenPathPlan {
  const spec = { ...asMapping(values.spec) };
  const stream = asMapping(values.stream);
  const claims: PreviewRequest[] = [];
  if (stream.create === true) {
    const claim = `${name}-events`;
    const subjects = Array.isArray(stream.subjects)
      ? stream.subjects
      : [`${tenant}.${name}.>`];
    claims.push({
      kind: 'XEventStream',
      tenant,
      name: claim,
      spec: { subjects, consumers: [{ name }] },
    });
    spec.stream = { claim, consumer: name };
  }
  return {
    claims: [{ kind: 'XEventDrivenService', tenant, name, spec }, ...claims],
    title: `Add the event-driven service ${name} for ${tenant}${describe(
      claims,
    )}`,
  };
}

/** The specs of companions are kept small: a size, a volume, subjects. */
function companionSpec(
  companion: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(companion).filter(
      ([key, value]) =>
        key !== 'create' && value !== undefined && value !== null,
    ),
  );
}

const WORDS: Record<string, string> = {
  XPostgres: 'a database',
  XDragonfly: 'a cache',
  XEventStream: 'an event stream',
};

function describe(claims: PreviewRequest[]): string {
  const words = claims.map(({ kind }) => WORDS[kind] ?? kind);
  const last = words.pop();
  if (last === undefined) {
    return '';
  }
  return words.length > 0
    ? ` with ${words.join(', ')} and ${last}`
    : ` with ${last}`;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function asMapping(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
