/** What the script "rich" says: everything that an answer may be made of. */
export const RICH_TEXT = `## Why checkout answers slowly

The pods of **checkout** run, but the cache in front of them was full for six minutes. Requests that found nothing there went to \`orders-db\`, which had no connections left.

| Pod | State | Restarts | Memory |
| --- | --- | ---: | ---: |
| checkout-7d9f-2xk | Running | 0 | 212 Mi |
| checkout-7d9f-9qz | Running | 3 | 498 Mi |
| orders-db-1 | Running | 0 | 1.6 Gi |

The cache needs more memory:

\`\`\`yaml
apiVersion: platform.zerotouch.dev/v1alpha1
kind: XDragonfly
metadata:
  name: checkout-cache
spec:
  size: small # was micro
\`\`\`

\`\`\`mermaid
flowchart LR
  web[Checkout] --> cache[(Cache)]
  web --> pool[Pooler] --> db[(orders-db)]
\`\`\`

1. Open a proposal for the larger size.
2. Watch the hit rate for ten minutes.

- [x] Found why
- [ ] Mended
`;

/** Words of a long answer, numbered so that one that is missing, doubled or out of place shows. */
export function countTo(last: number, first = 1): string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => `w${first + at} `);
}
