import { NotAllowedError } from '@backstage/errors';
import { RequestHandler } from 'express';
import { LocalNames } from './readLocalNames';

/**
 * Turns away what a page of somebody else sends to a portal on loopback.
 *
 * @remarks
 * Such a portal signs everybody in as the founder, so it has to tell this machine's own browser pages from others. A page whose
 * name was made to resolve to 127.0.0.1 (DNS rebinding) still sends that name as `Host`; a page that posts across origins sends
 * its own `Origin`, and `null` from a sandbox. Programs that are no browsers send no `Origin` at all.
 *
 * @throws NotAllowedError that says which name to use instead.
 */
export function requireLocalNames(names: LocalNames): RequestHandler {
  return (req, _res, next) => {
    const { host, origin } = req.headers;
    if (host === undefined || !names.hosts.has(host.toLowerCase())) {
      next(refuse('address', host ?? '', [...names.hosts]));
    } else if (
      origin !== undefined &&
      !names.origins.has(origin.toLowerCase())
    ) {
      next(refuse('origin', origin, [...names.origins]));
    } else {
      next();
    }
  };
}

function refuse(what: string, given: string, known: string[]) {
  const shown = given.slice(0, 200).replace(/[^\x20-\x7e]/g, '?');
  return new NotAllowedError(
    `This portal is for this machine only and does not answer to the ${what} "${shown}"; use ${known[0]}`,
  );
}
