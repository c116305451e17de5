import { AuthenticationError, InputError } from '@backstage/errors';
import { verify } from '@octokit/webhooks-methods';
import { createHash } from 'crypto';
import { z } from 'zod';
import { VerifiedWebhook, WebhookDelivery } from '../GitForge';

const MAX_AGE_MS = 10 * 60_000;

const time = z.string().nullish();
const pullRequest = z.object({ number: z.number().int(), updated_at: time });

/** What the portal reads of a webhook; anything else in it is left alone. */
const payloadSchema = z.object({
  repository: z
    .object({
      full_name: z.string(),
      pushed_at: z.union([z.number(), z.string()]).nullish(),
      updated_at: time,
    })
    .optional(),
  ref: z.string().optional(),
  head_commit: z.object({ timestamp: time }).nullish(),
  pull_request: pullRequest.optional(),
  review: z.object({ submitted_at: time }).optional(),
  check_run: z
    .object({
      started_at: time,
      completed_at: time,
      pull_requests: z.array(z.object({ number: z.number().int() })),
    })
    .optional(),
});
type Payload = z.infer<typeof payloadSchema>;

const EVENTS = [
  'ping',
  'push',
  'pull_request',
  'pull_request_review',
  'check_run',
];

/**
 * Verifies a webhook of GitHub.
 *
 * @remarks
 * GitHub signs the body and nothing else: neither the id of a delivery nor a time is under the signature. So the age is the
 * newest time that the body itself tells, and a repetition is known by the digest of the body as well as by the id. A message only
 * makes the portal look, so refusing a late one loses nothing: the next look from time to time finds what it was about.
 *
 * @throws AuthenticationError on a wrong signature; InputError when it is too old, not for this repository, or no webhook.
 */
export async function verifyWebhook(options: {
  delivery: WebhookDelivery;
  secret: string;
  /** `owner/repo`. */
  repository: string;
  now: Date;
}): Promise<VerifiedWebhook> {
  const { delivery, secret, repository, now } = options;
  const { body, headers } = delivery;
  const signature = headers['x-hub-signature-256'] ?? '';
  const text = body.toString('utf8');
  const isSigned =
    /^sha256=[0-9a-f]{64}$/.test(signature) &&
    text !== '' &&
    (await verify(secret, text, signature));
  if (!isSigned) {
    throw new AuthenticationError(
      'The signature of the webhook is wrong. Set the same secret on GitHub and in "gitops.forge.github.webhookSecret".',
    );
  }
  const event = headers['x-github-event'] ?? '';
  const id = headers['x-github-delivery'] ?? '';
  if (!EVENTS.includes(event) || !/^[0-9A-Za-z-]{1,100}$/.test(id)) {
    throw new InputError(
      `The portal takes no webhook "${event.slice(
        0,
        50,
      )}". Choose ${EVENTS.slice(1).join(', ')} on GitHub.`,
    );
  }
  const payload = parsePayload(text);
  const keys = [
    `delivery:${id}`,
    `body:${createHash('sha256').update(body).digest('hex')}`,
  ];
  if (event === 'ping') return { keys, touchesMain: false };
  const from = payload.repository?.full_name ?? '';
  if (from.toLowerCase() !== repository.toLowerCase()) {
    throw new InputError(
      `The webhook is about "${from}"; this portal works with "${repository}".`,
    );
  }
  requireRecent(payload, now);
  return {
    keys,
    touchesMain: event === 'push' && payload.ref === 'refs/heads/main',
    ...toProposal(payload),
  };
}

function parsePayload(text: string): Payload {
  const json = z
    .string()
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value);
      } catch (error) {
        context.addIssue({ code: 'custom', message: String(error) });
        return z.NEVER;
      }
    })
    .pipe(payloadSchema)
    .safeParse(text);
  if (!json.success) {
    throw new InputError(
      'The webhook holds something else than GitHub sends. Choose the content type "application/json" on GitHub.',
    );
  }
  return json.data;
}

function requireRecent(payload: Payload, now: Date): void {
  const { repository, check_run: run } = payload;
  const pushedAt = repository?.pushed_at;
  const times = [
    typeof pushedAt === 'number' ? pushedAt * 1000 : toMs(pushedAt),
    toMs(payload.head_commit?.timestamp),
    toMs(payload.pull_request?.updated_at),
    toMs(payload.review?.submitted_at),
    toMs(run?.completed_at),
    toMs(run?.started_at),
  ].filter(ms => !Number.isNaN(ms));
  const newest = Math.max(...times);
  if (Math.abs(now.getTime() - newest) > MAX_AGE_MS || times.length === 0) {
    throw new InputError(
      'The webhook is more than 10 minutes old or ahead, or tells no time. It was not used; the portal finds what happened by itself.',
    );
  }
}

function toMs(text: string | null | undefined): number {
  return text ? Date.parse(text) : Number.NaN;
}

function toProposal(payload: Payload): { proposalNumber?: number } {
  const number =
    payload.pull_request?.number ?? payload.check_run?.pull_requests[0]?.number;
  return number === undefined ? {} : { proposalNumber: number };
}
