import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { GITOPS_MAIN_TOPIC } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { ProposalChecks } from '../proposals/ProposalChecks';

/**
 * Publishes every move of main as an event, and checks the open proposals against the new main.
 *
 * @remarks The event comes first, as the catalog waits for it; the checks run in the background.
 */
export function followMain(options: {
  forge: GitForge;
  events: EventsService;
  checks: ProposalChecks;
  logger: LoggerService;
  signal: AbortSignal;
}): void {
  const { forge, events, checks, logger, signal } = options;
  forge.watchMain({
    signal,
    async onMove(eventPayload) {
      await events.publish({ topic: GITOPS_MAIN_TOPIC, eventPayload });
      checks.scheduleAll();
    },
    onError: error => logger.warn('Following main failed; trying again', error),
  });
}
