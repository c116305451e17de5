import {
  AuditorService,
  AuditorServiceCreateEventOptions,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  FORGE_TOKEN_HEADER,
  Proposal,
  addCommitRequestSchema,
  changePreviewRequestSchema,
  closeRequestSchema,
  commentRequestSchema,
  createProposalRequestSchema,
  getFileQuerySchema,
  getNetworkQuerySchema,
  listCommitsQuerySchema,
  listProposalsQuerySchema,
  mergeRequestSchema,
  previewRequestSchema,
  previewsRequestSchema,
} from '@zerotouch/plugin-gitops-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { audited } from '@zerotouch/plugin-gitops-node';
import { Authorizer } from './access/Authorizer';
import { ChangeService } from './changes/ChangeService';
import { parseInput } from './http/parseInput';
import { ProposalService } from './proposals/ProposalService';
import { RepositoryService } from './repository/RepositoryService';

/** More than a proposal's largest file, less than what could hurt. */
const MAX_BODY_BYTES = 1_500_000;

const paramsSchema = z.object({
  number: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31),
});

const kindSchema = z.object({ kind: z.string().min(1).max(64) });

const tenantSchema = z.object({ tenant: z.string().min(1).max(63) });

/** Options of {@link createRouter}. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  authorizer: Authorizer;
  proposals: ProposalService;
  repository: RepositoryService;
  changes: ChangeService;
}

/**
 * Creates the HTTP API of the plugin, as `GitopsClient` speaks it.
 *
 * @remarks Every route takes the token of a user, also through a plugin; whatever changes something is audited.
 */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, auditor, authorizer, proposals, repository, changes } =
    options;
  const router = PromiseRouter();
  router.use(express.json({ limit: MAX_BODY_BYTES }));

  const getCredentials = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });
  const authorizeRead = async (req: Request) =>
    authorizer.authorizeRead(await getCredentials(req));
  const authorizePropose = async (req: Request, startedBy?: string) =>
    authorizer.authorizePropose(await getCredentials(req), startedBy);
  const authorizeDecide = async (req: Request) =>
    authorizer.authorizeDecide(await getCredentials(req));
  const audit = <T>(
    event: AuditorServiceCreateEventOptions,
    run: () => Promise<T>,
    toMeta?: (result: T) => JsonObject,
  ) => audited({ auditor, event, run, toMeta });

  router.get('/proposals', async (req, res) => {
    const query = parseInput(listProposalsQuerySchema, req.query);
    await authorizeRead(req);
    res.json(await proposals.list(query));
  });

  router.get('/proposals/:number', async (req, res) => {
    const { number } = parseInput(paramsSchema, req.params);
    await authorizeRead(req);
    res.json(await proposals.get(number));
  });

  router.post('/proposals', async (req, res) => {
    const { startedBy, ...body } = parseInput(
      createProposalRequestSchema,
      req.body,
    );
    const meta = { requestId: body.requestId, title: body.title };
    const proposal = await audit(
      toEvent(req, 'proposal-create', 'medium', meta),
      async () => {
        const author = await authorizePropose(req, startedBy);
        return proposals.create({ ...body, author });
      },
      toProposalMeta,
    );
    res.status(201).json(proposal);
  });

  router.post('/proposals/:number/merge', async (req, res) => {
    const { number } = parseInput(paramsSchema, req.params);
    const { headSha } = parseInput(mergeRequestSchema, req.body);
    const result = await audit(
      toEvent(req, 'proposal-merge', 'high', { number, headSha }),
      async () => {
        const approver = await authorizeDecide(req);
        return proposals.merge({
          number,
          headSha,
          approver,
          approverToken: toForgeToken(req),
        });
      },
      ({ mergeSha }) => ({ mergeSha }),
    );
    res.json(result);
  });

  router.post('/proposals/:number/close', async (req, res) => {
    const { number } = parseInput(paramsSchema, req.params);
    const { reason } = parseInput(closeRequestSchema, req.body);
    const proposal = await audit(
      toEvent(req, 'proposal-close', 'high', { number, reason }),
      async () => {
        const by = await authorizeDecide(req);
        return proposals.close({ number, reason, by });
      },
      toProposalMeta,
    );
    res.json(proposal);
  });

  router.post('/proposals/:number/update', async (req, res) => {
    const { number } = parseInput(paramsSchema, req.params);
    const proposal = await audit(
      toEvent(req, 'proposal-update', 'medium', { number }),
      async () => {
        const author = await authorizePropose(req);
        return proposals.update({ number, author });
      },
      toProposalMeta,
    );
    res.json(proposal);
  });

  router.post('/proposals/:number/comments', async (req, res) => {
    const { number } = parseInput(paramsSchema, req.params);
    const { body } = parseInput(commentRequestSchema, req.body);
    const proposal = await audit(
      toEvent(req, 'proposal-comment', 'medium', { number }),
      async () => {
        const author = await authorizePropose(req);
        return proposals.comment({ number, body, author });
      },
      toProposalMeta,
    );
    res.status(201).json(proposal);
  });

  router.post('/proposals/:number/revert', async (req, res) => {
    const { number } = parseInput(paramsSchema, req.params);
    const proposal = await audit(
      toEvent(req, 'proposal-revert', 'medium', { reverts: number }),
      async () => {
        const author = await authorizePropose(req);
        return proposals.revert({ number, author });
      },
      toProposalMeta,
    );
    res.status(201).json(proposal);
  });

  router.post('/proposals/:number/commits', async (req, res) => {
    const { number } = parseInput(paramsSchema, req.params);
    const body = parseInput(addCommitRequestSchema, req.body);
    const proposal = await audit(
      toEvent(req, 'proposal-commit', 'medium', { number, title: body.title }),
      async () => {
        const author = await authorizePropose(req);
        return changes.addCommit({ number, ...body, author });
      },
      toProposalMeta,
    );
    res.status(201).json(proposal);
  });

  router.post('/changes/preview', async (req, res) => {
    const body = parseInput(changePreviewRequestSchema, req.body);
    await authorizeRead(req);
    res.json(await changes.preview(body));
  });

  router.get('/commits', async (req, res) => {
    const query = parseInput(listCommitsQuerySchema, req.query);
    await authorizeRead(req);
    res.json(await repository.listCommits(query));
  });

  router.get('/files', async (req, res) => {
    const query = parseInput(getFileQuerySchema, req.query);
    await authorizeRead(req);
    res.json(await repository.getFile(query));
  });

  router.get('/claims', async (req, res) => {
    await authorizeRead(req);
    res.json(await repository.listClaims());
  });

  router.get('/problems', async (req, res) => {
    await authorizeRead(req);
    res.json(await repository.listProblems());
  });

  router.get('/network', async (req, res) => {
    const { tenant } = parseInput(getNetworkQuerySchema, req.query);
    await authorizeRead(req);
    res.json(await repository.getNetwork(tenant));
  });

  router.get('/tenants/:tenant/footprint', async (req, res) => {
    const { tenant } = parseInput(tenantSchema, req.params);
    await authorizeRead(req);
    res.json(await repository.getTenantFootprint(tenant));
  });

  router.post('/preview', async (req, res) => {
    const body = parseInput(previewRequestSchema, req.body);
    await authorizeRead(req);
    res.json(await repository.previewClaim(body));
  });

  router.post('/previews', async (req, res) => {
    const body = parseInput(previewsRequestSchema, req.body);
    await authorizeRead(req);
    res.json(await repository.previewClaims(body));
  });

  router.get('/legos', async (req, res) => {
    await authorizeRead(req);
    res.json(await repository.listLegos());
  });

  router.get('/legos/:kind/fields', async (req, res) => {
    const { kind } = parseInput(kindSchema, req.params);
    await authorizeRead(req);
    res.json(await repository.getLegoFields(kind));
  });

  router.get('/legos/:kind', async (req, res) => {
    const { kind } = parseInput(kindSchema, req.params);
    await authorizeRead(req);
    res.json(await repository.getLego(kind));
  });

  return router;
}

function toEvent(
  request: Request,
  eventId: string,
  severityLevel: 'medium' | 'high',
  meta: JsonObject,
): AuditorServiceCreateEventOptions {
  return { eventId, severityLevel, request, meta };
}

function toProposalMeta(proposal: Proposal): JsonObject {
  return { number: proposal.number, headSha: proposal.headSha };
}

// Handed on to the forge and to nothing else; no audit event and no error holds it.
function toForgeToken(req: Request): string | undefined {
  return req.get(FORGE_TOKEN_HEADER) || undefined;
}
