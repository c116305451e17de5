import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, signIn } from './api.mjs';

/** Opens and merges proposals of one claim each; returns how long each took from the answer of the merge to the catalog. */
export async function measureMerges(url, { count, tenant }) {
  const call = await signIn(url);
  const millis = [];
  for (let index = 1; index <= count; index += 1) {
    const name = `bench-${Date.now().toString(36)}-${index}`.replace(
      /-(\d)/g,
      '-n$1',
    );
    const proposal = await call('POST', '/api/gitops/proposals', {
      requestId: name,
      title: `Add ${name}`,
      changes: [
        {
          path: `tenants/${tenant}/${name}/xdragonfly.yaml`,
          content: claim(tenant, name),
        },
      ],
    });
    await call('POST', `/api/gitops/proposals/${proposal.number}/merge`, {
      headSha: proposal.headSha,
    });
    const mergedAt = performance.now();
    const query = `filter=${encodeURIComponent(
      `kind=resource,metadata.namespace=${tenant},metadata.name=xdragonfly-${name}`,
    )}&limit=1`;
    while (
      (await call('GET', `/api/catalog/entities/by-query?${query}`)).items
        .length === 0
    ) {
      if (performance.now() - mergedAt > 30_000)
        throw new Error(`${name} did not appear in the catalog within 30 s`);
      await sleep(10);
    }
    millis.push(performance.now() - mergedAt);
  }
  return {
    merges: count,
    p50Ms: Math.round(percentile(millis, 0.5)),
    p95Ms: Math.round(percentile(millis, 0.95)),
    maxMs: Math.round(Math.max(...millis)),
  };
}

function claim(tenant, name) {
  return `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XDragonfly
metadata:
  name: ${name}
  namespace: ${tenant}
spec:
  size: micro
`;
}
