import { z } from 'zod';
import { footprintSchema } from './repository';
import { shaSchema } from './proposals';

/** A place that sends or receives. */
export const networkNodeSchema = z.object({
  /** `acme/xpostgres-orders-db` for a claim, `acme/*` for the other pods of a tenant, else `platform/…` or `outside/…`. */
  id: z.string(),
  type: z.enum(['claim', 'tenant', 'platform', 'outside']),
  title: z.string(),
  tenant: z.string().optional(),
  claim: z.object({ kind: z.string(), name: z.string() }).optional(),
  /** Of a claim that has an entity. */
  entityRef: z.string().optional(),
});
/** See {@link networkNodeSchema}. */
export type NetworkNode = z.infer<typeof networkNodeSchema>;

/** One direction in which connections may be opened; what is not an edge is refused. */
export const networkEdgeSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Such as `5432/TCP`, sorted; `any` when nothing limits them. */
  ports: z.array(z.string()),
  /** Why, in a few plain words. */
  reason: z.string(),
  /** Policies that allow it, as `<namespace>/<name>`. */
  policies: z.array(z.string()),
});
/** See {@link networkEdgeSchema}. */
export type NetworkEdge = z.infer<typeof networkEdgeSchema>;

/** Query of `GET /network`: one tenant with its neighbours, or everything. */
export const getNetworkQuerySchema = z.object({
  tenant: z.string().min(1).max(63).optional(),
});
/** See {@link getNetworkQuerySchema}. */
export type GetNetworkQuery = z.infer<typeof getNetworkQuerySchema>;

/** Answer of `GET /network`: who may talk to whom on main at `sha`, computed from the policies. */
export const networkSchema = z.object({
  sha: shaSchema,
  nodes: z.array(networkNodeSchema),
  edges: z.array(networkEdgeSchema),
});
/** See {@link networkSchema}. */
export type Network = z.infer<typeof networkSchema>;

/** Answer of `GET /tenants/:tenant/footprint`: what the claims of a tenant request at their greatest scale, against its quota. */
export const tenantFootprintSchema = z.object({
  sha: shaSchema,
  tenant: z.string(),
  used: footprintSchema,
  quota: footprintSchema,
  /** Claims that run something or keep volumes, greatest processor request first. */
  claims: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      entityRef: z.string(),
      used: footprintSchema,
    }),
  ),
});
/** See {@link tenantFootprintSchema}. */
export type TenantFootprint = z.infer<typeof tenantFootprintSchema>;
