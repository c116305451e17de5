/* eslint-disable jest/no-export -- a suite that every forge runs is exported to their tests */
import { describeConversation } from './conversation';
import { describeDecisions } from './decisions';
import { describeFiles } from './files';
import { CreateForge } from './harness';
import { describeInputs } from './inputs';
import { describeMain } from './main';
import { describeOpening } from './opening';

export type { CreateForge, ForgeHarness } from './harness';

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
  // eslint-disable-next-line jest/valid-title -- the name of the forge under test
  describe(name, () => {
    describeFiles(createForge);
    describeOpening(createForge);
    describeInputs(createForge);
    describeDecisions(createForge);
    describeConversation(createForge);
    describeMain(createForge);
  });
}
