import { Definition } from '../definition/Definition';
import { Position } from '../document/Position';
import { ParsedEnvironment } from '../environment/parseEnvironment';
import { Claim, ClaimFinding } from '../types';

/** A claim found in the repository. */
export interface ParsedClaim {
  /** As written, without defaults. */
  claim: Claim;
  path: string;
  /** Which document of the file, from 0; empty documents do not count. */
  documentIndex: number;
  /** Namespace of the claim, else the tenant folder it lies in; the own name of an XTenant. */
  tenant: string;
  /** Finds the place of a JSON pointer in the file; the text is parsed again only when this is called. */
  locate(pointer: string, at?: 'key' | 'value'): Position;
}

/** A file of the repository that could not be read as what it should be. */
export interface TreeProblem {
  path: string;
  finding: ClaimFinding;
}

/** What the platform repository says at one commit. */
export interface PlatformTree {
  /** Platform APIs by kind. */
  definitions: Map<string, Definition>;
  environment: ParsedEnvironment;
  claims: ParsedClaim[];
  /** Names of the tenants that have an XTenant, sorted. */
  tenants: string[];
  problems: TreeProblem[];
}
