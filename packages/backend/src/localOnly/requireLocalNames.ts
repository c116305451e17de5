import { RequestHandler, Response } from 'express';
import { LocalNames } from './readLocalNames';

/**
 * Turns away what a page of somebody else sends to a portal on loopback.
 *
 * @remarks
 * Such a portal signs everybody in as the founder, so it has to tell this machine's own browser pages from others. A page whose
 * name was made to resolve to 127.0.0.1 (DNS rebinding) still sends that name as `Host`; a page that posts across origins sends
 * its own `Origin`, and `null` from a sandbox. Programs that are no browsers send no `Origin` at all. The answer to them is 403 in the shape of the framework's errors, and says which name to use instead.
 */
export function requireLocalNames(names: LocalNames): RequestHandler {
  return (req, res, next) => {
    const { host, origin } = req.headers;
    if (host === undefined || !names.hosts.has(host.toLowerCase())) {
      refuse(res, 'address', host ?? '', names.hosts);
    } else if (
      origin !== undefined &&
      !names.origins.has(origin.toLowerCase())
    ) {
      refuse(res, 'origin', origin, names.origins);
    } else {
      next();
    }
  };
}

function refuse(
  res: Response,
  what: string,
  given: string,
  known: ReadonlySet<string>,
): void {
  const shown = given.slice(0, 200).replace(/[^\x20-\x7e]/g, '?');
  const [name] = known;
  const message = `This portal is for this machine only and does not answer to the ${what} "${shown}"; use ${name}`;
  res.status(403).json({
    error: { name: 'NotAllowedError', message },
    response: { statusCode: 403 },
  });
}
