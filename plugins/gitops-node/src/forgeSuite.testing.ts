import { describeDecisions } from './forgeSuite/decisions.testing';
import { describeFiles } from './forgeSuite/files.testing';
import { CreateForge } from './forgeSuite/harness.testing';
import { describeInputs } from './forgeSuite/inputs.testing';
import { describeMain } from './forgeSuite/main.testing';
import { describeOpening } from './forgeSuite/opening.testing';

export type { CreateForge, ForgeHarness } from './forgeSuite/harness.testing';

/**
 * Describes what every {@link GitForge} does, for Jest.
 *
 * @remarks
 * Written from GitHub's semantics: whether a proposal can be merged may be unknown for a while, closing compares nothing, an
 * existing branch is a conflict. An implementation adds the tests of its own beside this suite.
 *
 * @param createForge - Makes a forge whose main holds the given files, and nothing else.
 */
export function forgeSuite(name: string, createForge: CreateForge): void {
  describe(name, () => {
    describeFiles(createForge);
    describeOpening(createForge);
    describeInputs(createForge);
    describeDecisions(createForge);
    describeMain(createForge);
  });
}
