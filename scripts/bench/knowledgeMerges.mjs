import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, signIn } from './api.mjs';

/** Merges pages of the handbook, one by one; returns how long each took from the answer of the merge to the search. */
export async function measureKnowledgeMerges(url, { count }) {
  const call = await signIn(url);
  const millis = [];
  for (let index = 0; index < count; index += 1) {
    // A word that no other page has.
    const word = `zyx${Date.now().toString(36)}q${index}`;
    const path = `docs/runbooks/${word}.md`;
    const proposal = await call('POST', '/api/gitops/proposals', {
      requestId: word,
      title: `Add ${word}`,
      changes: [
        { path, content: `# About ${word}\n\nWhen ${word} stops, start it.\n` },
      ],
    });
    await call('POST', `/api/gitops/proposals/${proposal.number}/merge`, {
      headSha: proposal.headSha,
    });
    const mergedAt = performance.now();
    const isFound = async () => {
      const { items } = await call(
        'GET',
        `/api/knowledge/search?q=${word}&limit=3`,
      );
      return items.some(item => item.path === path);
    };
    while (!(await isFound())) {
      if (performance.now() - mergedAt > 30_000)
        throw new Error(`${path} was not found within 30 s of its merge`);
      await sleep(20);
    }
    millis.push(performance.now() - mergedAt);
  }
  return {
    p50Ms: Math.round(percentile(millis, 0.5)),
    p95Ms: Math.round(percentile(millis, 0.95)),
  };
}
