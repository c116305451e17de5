import { isObject, valueAt } from '../document/plain';
import { Environment } from '../environment/Environment';
import { Claim, Composition, KubernetesObject } from '../types';

/** One promise of the platform, checked on what a claim becomes. */
export interface ConstitutionRule {
  /** Stable id, such as `postgres-three-instances`. */
  id: string;
  /** The promise in one sentence. */
  sentence: string;
  /**
   * Finds what breaks the promise.
   *
   * @param claim - With its defaults applied.
   * @returns One sentence for each breach; none when the promise is kept or does not concern the claim.
   */
  check(
    claim: Claim,
    composition: Composition,
    environment: Environment,
  ): string[];
}

/** A promise that a composition breaks. */
export interface ConstitutionViolation {
  /** Id of the rule. */
  rule: string;
  message: string;
}

/** All composed objects. */
export function objectsOf(composition: Composition): KubernetesObject[] {
  return Object.values(composition.resources).map(({ object }) => object);
}

/** The composed objects of one kind. */
export function objectsOfKind(
  composition: Composition,
  kind: string,
): KubernetesObject[] {
  return objectsOf(composition).filter(object => object.kind === kind);
}

/** The object under a key, or undefined. */
export function objectAt(
  composition: Composition,
  key: string,
): KubernetesObject | undefined {
  return composition.resources[key]?.object;
}

/** The list at a path, or an empty one. */
export function listAt(root: unknown, ...path: (string | number)[]): unknown[] {
  const value = valueAt(root, ...path);
  return Array.isArray(value) ? value : [];
}

/** How an object is named in messages. */
export function describe(object: KubernetesObject): string {
  return `${object.kind} "${object.metadata.name}"`;
}

/** A mapping inside a value, with the path that leads to it. */
export interface FoundMapping {
  mapping: Record<string, unknown>;
  path: (string | number)[];
}

/** Every mapping inside a value, itself included, with the path that leads to it. */
export function mappingsOf(value: unknown): FoundMapping[] {
  const found: FoundMapping[] = [];
  collectMappings(value, [], found);
  return found;
}

function collectMappings(
  value: unknown,
  path: (string | number)[],
  found: FoundMapping[],
): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (isObject(value)) {
    found.push({ mapping: value, path });
  }
  for (const [key, field] of Object.entries(value)) {
    if (typeof field === 'object' && field !== null) {
      collectMappings(
        field,
        [...path, Array.isArray(value) ? Number(key) : key],
        found,
      );
    }
  }
}

/** A breach when a value is not the promised one. */
export function expectValue(
  subject: string,
  actual: unknown,
  expected: unknown,
): string[] {
  return actual === expected
    ? []
    : [
        `${subject} must be ${JSON.stringify(expected)}, not ${
          JSON.stringify(actual) ?? 'absent'
        }.`,
      ];
}
