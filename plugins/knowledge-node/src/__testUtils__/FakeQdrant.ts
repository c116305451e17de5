import { IncomingMessage, RequestListener } from 'node:http';
import { json } from 'node:stream/consumers';
import { Schemas } from '@qdrant/js-client-rest';

interface Point {
  id: string;
  vector: Record<string, number[]>;
  payload: { metadata?: { source?: string } };
}

/**
 * A fake of Qdrant's REST API: the calls that the index makes, over named vectors with cosine similarity, kept in memory.
 *
 * @remarks Bodies are typed by the schemas that Qdrant publishes with its client; filters know `metadata.source` alone.
 */
export class FakeQdrant {
  readonly collections = new Map<
    string,
    { create: Schemas['CreateCollection']; points: Map<string, Point> }
  >();
  readonly calls: string[] = [];

  /** While true, every call is answered with 503. */
  failing = false;

  readonly listener: RequestListener = async (req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://fake');
    const call = `${req.method} ${pathname.replace(
      /^\/collections\/[^/]+/,
      '/collections/{name}',
    )}`;
    this.calls.push(call);
    res.setHeader('content-type', 'application/json');
    if (this.failing) {
      res.statusCode = 503;
      res.end(JSON.stringify({ status: { error: 'Fake outage' }, time: 0 }));
      return;
    }
    const name = pathname.split('/')[2];
    const result = await this.#answer(call, name, req);
    if (result === undefined) {
      res.statusCode = 404;
      res.end(JSON.stringify({ status: { error: `No ${call}` }, time: 0 }));
      return;
    }
    res.end(JSON.stringify({ result, status: 'ok', time: 0 }));
  };

  async #answer(call: string, name: string, req: IncomingMessage) {
    const body = async <T>() => (await json(req)) as T;
    const collection = this.collections.get(name);
    if (call === 'GET /collections/{name}/exists') {
      return { exists: collection !== undefined };
    }
    if (call === 'PUT /collections/{name}') {
      const create = await body<Schemas['CreateCollection']>();
      this.collections.set(name, { create, points: new Map() });
      return true;
    }
    if (!collection) return undefined;
    const points = [...collection.points.values()];
    switch (call) {
      case 'GET /collections/{name}':
        return { config: { params: { vectors: collection.create.vectors } } };
      case 'PUT /collections/{name}/index':
        return { status: 'completed' };
      case 'PUT /collections/{name}/points': {
        const list = await body<{ points: Point[] }>();
        for (const point of list.points) collection.points.set(point.id, point);
        return { status: 'completed' };
      }
      case 'POST /collections/{name}/points/delete': {
        const { points: ids } = await body<{ points: string[] }>();
        for (const id of ids) collection.points.delete(id);
        return { status: 'completed' };
      }
      case 'POST /collections/{name}/points/scroll': {
        const {
          filter,
          limit = 10,
          offset,
        } = await body<Schemas['ScrollRequest']>();
        const all = points
          .filter(point => passes(point, filter))
          .sort((a, b) => (a.id < b.id ? -1 : 1));
        const start = all.findIndex(({ id }) => id === (offset ?? all[0]?.id));
        const end = start + (limit ?? 10);
        return {
          points: all.slice(start, end),
          next_page_offset: all[end]?.id ?? null,
        };
      }
      case 'POST /collections/{name}/points/query': {
        const query = await body<{
          query: number[];
          using: string;
          filter: Schemas['Filter'];
          limit: number;
          score_threshold: number;
        }>();
        const found = points
          .filter(point => passes(point, query.filter))
          .map(({ id, payload, vector }) => ({
            id,
            payload,
            version: 0,
            score: cosine(query.query, vector[query.using]),
          }))
          .filter(({ score }) => score >= query.score_threshold)
          .sort((a, b) => b.score - a.score)
          .slice(0, query.limit);
        return { points: found };
      }
      default:
        return undefined;
    }
  }
}

function passes(point: Point, filter: Schemas['Filter'] | null | undefined) {
  const [condition] = [filter?.must ?? []].flat();
  return (
    condition === undefined ||
    JSON.stringify(condition) ===
      JSON.stringify({
        key: 'metadata.source',
        match: { value: point.payload.metadata?.source },
      })
  );
}

function cosine(a: number[], b: number[]): number {
  const dot = a.reduce((sum, value, index) => sum + value * b[index], 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b) || 1);
}
