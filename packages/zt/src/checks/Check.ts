import { PlatformTree } from '@zerotouch/compositions';
import { Finding } from '../Finding';
import { ComposedClaim } from '../render/composeClaims';
import { SchemaSet } from '../schemas/SchemaSet';
import { Versions, VersionsProblem } from '../schemas/Versions';
import { Documents } from '../tree/readDocuments';
import { Repository } from '../tree/Repository';
import { Walk } from '../tree/walkApplications';

/** Everything that the checks look at; read once. */
export interface CheckContext {
  repository: Repository;
  tree: PlatformTree;
  documents: Documents;
  composed: ComposedClaim[];
  walk: Walk;
  versions: Versions | VersionsProblem;
  schemas: SchemaSet;
  /** The repository on the base branch, for rules about changes. */
  base?: PlatformTree;
}

/** One rule over the repository. */
export interface Check {
  /** Id of the rule in findings. */
  id: string;
  /** What it promises, in one sentence for `zt help rules`. */
  promise: string;
  run(context: CheckContext): Finding[];
}
