import { RequestHandler, Response } from 'express';
import { request } from 'node:http';

/**
 * Passes calls on to an agent as a controller does; a stream as it comes.
 *
 * @param open - Gets the answers that are under way.
 */
export function proxyAgent(url: string, open: Set<Response>): RequestHandler {
  return (req, res, next) => {
    const upstream = request(
      `${url}${req.url}`,
      { method: req.method, headers: req.headers },
      response => {
        res.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(res);
      },
    );
    upstream.on('error', error => {
      if (res.headersSent) res.destroy();
      else next(error);
    });
    open.add(res);
    res.on('close', () => {
      open.delete(res);
      upstream.destroy();
    });
    req.pipe(upstream);
  };
}
