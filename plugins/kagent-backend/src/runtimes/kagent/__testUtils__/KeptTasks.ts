import express from 'express';

/** A task as an agent gives it to its controller. */
interface KeptTask {
  id: string;
  contextId: string;
}

/** What agents keep at their controller: the events of sessions, for themselves, and tasks, which others may read. */
export class KeptTasks {
  /** Tasks by id, as JSON of A2A 0.3. */
  readonly tasks = new Map<string, KeptTask>();
  readonly #events = new Map<string, unknown[]>();

  /** The events of a session, oldest first. */
  eventsOf(sessionId: string): unknown[] {
    return this.#events.get(sessionId) ?? [];
  }

  router(): express.Router {
    const router = express.Router();
    router.use('/api/tasks', express.json({ limit: '50mb' }));
    router.post('/api/tasks', (req, res) => {
      this.tasks.set(req.body.id, req.body);
      ok(res.status(201), req.body);
    });
    router.get('/api/tasks/:id', (req, res) => {
      const task = this.tasks.get(req.params.id);
      if (task) ok(res, task);
      else res.status(404).json({ error: 'Task not found' });
    });
    router.get('/api/sessions/:id/tasks', (req, res) => {
      const { id } = req.params;
      ok(
        res,
        [...this.tasks.values()].filter(({ contextId }) => contextId === id),
      );
    });
    router.post('/api/sessions/:id/events', (req, res) => {
      const { id } = req.params;
      this.#events.set(id, [...this.eventsOf(id), req.body]);
      ok(res.status(201), req.body);
    });
    return router;
  }
}

/** An answer in the envelope of the controller. */
export function ok(res: express.Response, data: unknown) {
  return res.json({ error: false, data, message: 'ok' });
}
