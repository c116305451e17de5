import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { ForgeStatus } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Authorizer } from '../access/Authorizer';
import { WebhookMemory } from './WebhookMemory';

/** Path of the webhook; nobody signs in there, the signature of the message is what counts. */
export const WEBHOOK_PATH = '/webhooks/github';

/** More than GitHub sends of a change that people can read; a larger one is found by the next look. */
const MAX_BYTES = 5_000_000;

const LOCAL: ForgeStatus = { type: 'local', state: 'ok', message: '' };

/** Options of {@link createForgeRouter}. */
export interface ForgeRouterOptions {
  forge: GitForge;
  httpAuth: HttpAuthService;
  authorizer: Authorizer;
  /** Absent with a forge that sends no messages. */
  memory?: WebhookMemory;
  /** Called when a message was about a proposal. */
  onProposal(number: number): void;
}

/**
 * Creates the routes about the forge itself: its state, and the messages that it sends.
 *
 * @remarks Has to stand before any router that parses bodies: a signature is about the exact bytes.
 */
export function createForgeRouter(options: ForgeRouterOptions): Router {
  const { forge, httpAuth, authorizer, memory, onProposal } = options;
  const router = PromiseRouter();

  router.get('/forge', async (req, res) => {
    await authorizer.authorizeRead(
      await httpAuth.credentials(req, { allow: ['user'] }),
    );
    res.json(forge.remote?.getStatus() ?? LOCAL);
  });

  router.post(
    WEBHOOK_PATH,
    express.raw({ type: () => true, limit: MAX_BYTES }),
    async (req, res) => {
      const { remote } = forge;
      if (!remote || !memory) {
        throw new NotFoundError(
          'The platform repository of this portal is on this machine; nobody sends messages about it.',
        );
      }
      const webhook = await remote.verifyWebhook({
        headers: toHeaders(req),
        body: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
      });
      if (!(await memory.remember(webhook.keys))) {
        res.json({ result: 'ignored', reason: 'It was taken before.' });
        return;
      }
      remote.applyWebhook(webhook);
      if (webhook.proposalNumber !== undefined) {
        onProposal(webhook.proposalNumber);
      }
      res.status(202).json({ result: 'ok' });
    },
  );

  return router;
}

function toHeaders(req: Request): Record<string, string | undefined> {
  return Object.fromEntries(
    ['x-hub-signature-256', 'x-github-event', 'x-github-delivery'].map(name => [
      name,
      req.get(name),
    ]),
  );
}
