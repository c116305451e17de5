/** What a field of a platform API is, for people: the same for the command line, docs and forms. */
export interface Explanation {
  kind: string;
  /** Place in `spec`, such as `scaling.min` or `databases[].name`; empty for the whole API. */
  field: string;
  description: string;
  /** In words: `integer`, `one of micro, small`, `list of text`. */
  type: string;
  isRequired: boolean;
  /** Absent when there is none. */
  default?: unknown;
  /** In words: `at least 1`, `at most 50`. */
  limits: string[];
  /** What the rules say that concern the field, one sentence each. */
  rules: string[];
  /**
   * What changes with it, found by trying: the kind of a composed object that comes or goes, or its kind and the fields that change, as in
   * `Deployment: spec.replicas`. For a field with fields of its own, what any of them changes.
   */
  effects: string[];
  /** The part of an example that has the field, by its place in `spec`; absent when no example has it. */
  example?: unknown;
  /** The fields inside. */
  fields: { name: string; description: string }[];
}
