/** A document of the platform repository and the file that it stands in. */
export interface Sourced<T> {
  /** Path from the top of the repository. */
  path: string;
  document: T;
}
