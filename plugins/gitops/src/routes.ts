import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The first page of the portal. */
export const homeRouteRef = createRouteRef();
