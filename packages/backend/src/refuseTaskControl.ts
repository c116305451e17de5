import { Router } from 'express';

// Wherever it stands: Express lets a plugin be reached with more slashes than one.
const TASKS = /\/\.backstage\/+scheduler(?:\/|$)/i;

/**
 * Refuses the routes by which scheduled tasks are started and cancelled from outside.
 *
 * @remarks
 * The framework serves them for every plugin and asks for no permission: a viewer or an agent could stop the catalog from following
 * the repository. Nothing in the portal calls them.
 */
export function refuseTaskControl(): Router {
  const router = Router();
  router.post(TASKS, (_req, res) => {
    res.status(403).json({
      error: {
        name: 'NotAllowedError',
        message:
          'Scheduled tasks of the portal cannot be started or cancelled from outside; they run by themselves',
      },
      response: { statusCode: 403 },
    });
  });
  return router;
}
