import { LocalForge } from '../../plugins/gitops-node/src';

/** One process of the load test: opens its proposals all at once when it is told to, and prints how each ended. */
async function work([directory, name, count]: string[]): Promise<void> {
  const forge = await LocalForge.create({ directory });
  await forge.getHead();
  process.stdout.write('ready\n');
  await new Promise(resolve => process.stdin.once('data', resolve));
  const outcomes = await Promise.all(
    Array.from({ length: Number(count) }, async (_, index) => {
      const requestId = `${name}-${index}`;
      const startedAt = performance.now();
      const ended = await forge
        .createProposal({
          requestId,
          title: `Add ${requestId}`,
          body: 'For the load test.',
          author: { ref: 'user:default/founder', kind: 'human' },
          changes: [
            {
              path: `tenants/acme/${requestId}/xdragonfly.yaml`,
              content: `kind: XDragonfly\nname: ${requestId}\n`,
            },
          ],
        })
        .then(
          ({ number }) => ({ number }),
          error => ({ error: `${error.name}: ${error.message}` }),
        );
      return { requestId, millis: performance.now() - startedAt, ...ended };
    }),
  );
  process.stdout.write(`${JSON.stringify(outcomes)}\n`);
}

work(process.argv.slice(2)).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
