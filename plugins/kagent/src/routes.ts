import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The approval queue; a proposal is at `<this>/<number>`. */
export const approvalsRouteRef = createRouteRef();

/** The chat with agents; a conversation is at `<this>/<id>`, and `?q=` asks at once, when one comes from within the portal. */
export const agentRouteRef = createRouteRef();
