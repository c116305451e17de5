import { Definition } from '../../definition/Definition';
import { Environment } from '../../environment/Environment';
import { PlatformTree } from '../../tree/PlatformTree';
import { Claim } from '../../types';
import { Issue } from '../Issue';

/** What an engine rule may look at. */
export interface RuleContext {
  /** With its defaults applied, and valid by schema and CEL. */
  claim: Claim;
  definition: Definition;
  path: string;
  documentIndex: number;
  tenant: string;
  tree: PlatformTree;
  /** Undefined when the environment itself could not be read; rules that need it are skipped then. */
  environment?: Environment;
  previous?: Claim;
}

/** A check that needs the environment, the path or other claims. */
export type Rule = (context: RuleContext) => Issue[];
