import { Handler } from 'express';

/** What Express 4 keeps of a route or of a mounted router. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  regexp: RegExp & { fast_slash?: boolean };
  handle: { stack?: Layer[] };
}

/**
 * Lists the routes that a handler serves, such as `POST /proposals/:number/merge`.
 *
 * @remarks
 * Read from the router itself, so a route that somebody adds is listed without their help. A handler that is mounted at a
 * path without a router of its own is listed as `USE <path>`.
 */
export function collectRoutes(handler: Handler, prefix = ''): string[] {
  const { stack = [] } = handler as unknown as Layer['handle'];
  const routes = stack.flatMap(layer => {
    if (layer.route) {
      const { path, methods } = layer.route;
      const full = `${prefix}${path === '/' && prefix ? '' : path}`;
      return Object.keys(methods).map(
        method => `${method.toUpperCase()} ${full}`,
      );
    }
    const mounted = `${prefix}${toMountPath(layer.regexp)}`;
    if (layer.handle.stack) {
      return collectRoutes(layer.handle as unknown as Handler, mounted);
    }
    return mounted === prefix ? [] : [`USE ${mounted}`];
  });
  return routes.filter(route => !isGuard(route, routes));
}

/** Whether a route is a handler in front of another route of the same path. */
function isGuard(route: string, routes: string[]): boolean {
  const [verb, path] = route.split(' ');
  return (
    verb === 'USE' &&
    routes.some(other => other !== route && other.endsWith(` ${path}`))
  );
}

function toMountPath(regexp: Layer['regexp']): string {
  if (regexp.fast_slash) {
    return '';
  }
  return regexp.source
    .replace(/^\^/, '')
    .replace(/\\\/\?\(\?=\\\/\|\$\)$/, '')
    .replace(/\\(.)/g, '$1');
}
