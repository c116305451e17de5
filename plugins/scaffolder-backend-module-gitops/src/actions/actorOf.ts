import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Who acted for the person that the task runs as; undefined when the person started it directly. */
export function actorOf(credentials: BackstageCredentials): string | undefined {
  const { principal } = credentials;
  if (typeof principal !== 'object' || principal === null) return undefined;
  const actor = 'actor' in principal ? principal.actor : undefined;
  return typeof actor === 'object' && actor !== null && 'subject' in actor
    ? String(actor.subject)
    : undefined;
}
