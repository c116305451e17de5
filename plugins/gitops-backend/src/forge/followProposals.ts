import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { ProposalService } from '../proposals/ProposalService';

const EVERY_MS = 60_000;

/**
 * Looks at the open proposals from time to time, so that those that people opened or changed on the forge get their checks also
 * when its message was lost.
 *
 * @remarks Only with a forge on another machine; asking it again for what did not change costs nothing that it counts.
 */
export function followProposals(options: {
  forge: GitForge;
  proposals: ProposalService;
  logger: LoggerService;
  signal: AbortSignal;
  everyMs?: number;
}): void {
  const { forge, proposals, logger, signal, everyMs = EVERY_MS } = options;
  if (!forge.remote || signal.aborted) return;
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    try {
      // Listing schedules the checks of proposals that have none.
      await proposals.list({ state: 'open', limit: 200 });
    } catch (error) {
      logger.warn(
        'Open proposals were not read from the forge; trying again',
        toError(error),
      );
    } finally {
      looking = false;
    }
  }, everyMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
