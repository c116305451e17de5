import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  KnowledgeService,
  knowledgeReadPermission,
} from '@zerotouch/plugin-knowledge-node';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';

const searchQuerySchema = z.object({
  q: z
    .string('Give the question in the query parameter "q".')
    .trim()
    .min(1, 'The question in "q" is empty.')
    .max(1000, 'The question in "q" may have at most 1000 characters.'),
  limit: z.coerce
    .number('"limit" is a number from 1 to 20.')
    .int('"limit" is a whole number from 1 to 20.')
    .min(1, '"limit" is at least 1.')
    .max(20, '"limit" is at most 20.')
    .default(3),
});

/** Routes of `/api/knowledge`. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  knowledge: KnowledgeService;
  permissions: PermissionsService;
}): Router {
  const { httpAuth, knowledge, permissions } = options;
  const router = PromiseRouter();

  router.get('/search', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const [decision] = await permissions.authorize(
      [{ permission: knowledgeReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'Searching the docs needs the permission "knowledge.read".',
      );
    }
    const { q, limit } = parseQuery(req.query);
    res.json({ items: await knowledge.search({ query: q, limit }) });
  });

  return router;
}

function parseQuery(query: unknown) {
  const result = searchQuerySchema.safeParse(query);
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues.map(issue => issue.message).join(' '),
  );
}
