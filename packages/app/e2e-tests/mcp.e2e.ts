import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, test } from '@playwright/test';
import { PortalApi } from './portalApi';

/** Writes a line for whoever reads the run. */
const print = (line: string) => process.stdout.write(`${line}\n`);

/** The texts of an answer, parsed; an error as it is. */
function toValue(
  result: unknown,
): Record<string, unknown> & { error?: string } {
  const { content, isError } = result as {
    content: { type: string; text: string }[];
    isError?: boolean;
  };
  const text = content
    .map(item => item.text)
    .join('')
    .replace(/^```json\n|\n```$/g, '');
  return isError ? { error: text } : JSON.parse(text);
}

test('an MCP client of somebody else proposes a database, and cannot decide', async ({
  request,
  baseURL,
}) => {
  const portal = await PortalApi.signIn(request);
  const client = new Client({ name: 'transcript', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/api/mcp-actions/v1', baseURL), {
      requestInit: { headers: portal.headers() },
    }),
  );
  const call = async (name: string, args: Record<string, unknown>) => {
    const value = toValue(await client.callTool({ name, arguments: args }));
    const answer = JSON.stringify(value);
    print(`> ${name} ${JSON.stringify(args).slice(0, 300)}`);
    print(`< ${answer.length > 400 ? `${answer.slice(0, 400)}…` : answer}\n`);
    return value;
  };

  const { tools } = await client.listTools();
  const own = tools
    .map(({ name }) => name)
    .filter(name => name.startsWith('gitops.'))
    .sort();
  print(`> tools/list\n< ${own.join(', ')}\n`);
  expect(own).toEqual([
    'gitops.get-lego-schema',
    'gitops.get-proposal',
    'gitops.list-legos',
    'gitops.list-proposals',
    'gitops.preview-claim',
    'gitops.propose-change',
    'gitops.propose-claim',
  ]);
  expect(
    tools.filter(({ name }) => /merge|approve|close|reject/.test(name)),
  ).toEqual([]);

  const legos = await call('gitops.list-legos', {});
  expect(JSON.stringify(legos)).toContain('XPostgres');
  const lego = await call('gitops.get-lego-schema', { kind: 'XPostgres' });
  expect(lego).toMatchObject({
    schema: { properties: { storageGB: { minimum: 10 } } },
  });

  const name = `mcp-db-${Date.now().toString(36).replace(/^\d/, 'n')}`;
  const claim = {
    kind: 'XPostgres',
    tenant: 'acme',
    name,
    spec: { storageGB: 5 },
  };
  const small = await call('gitops.preview-claim', claim);
  expect(JSON.stringify(small.findings)).toContain('at least 10');
  const refused = await call('gitops.propose-claim', claim);
  expect(refused.error).toContain('at least 10');

  const good = { ...claim, spec: { storageGB: 20 } };
  const preview = await call('gitops.preview-claim', good);
  expect(preview.path).toBe(`tenants/acme/${name}/xpostgres.yaml`);
  // Other tests may have used the quota up, which is a warning.
  expect(JSON.stringify(preview.findings)).not.toContain('"error"');
  const request1 = { ...good, reason: 'For the transcript.', requestId: name };
  const first = await call('gitops.propose-claim', request1);
  expect(first).toMatchObject({ state: 'open' });
  const again = await call('gitops.propose-claim', request1);
  expect(again.number).toBe(first.number);

  const proposal = await call('gitops.get-proposal', { number: first.number });
  expect(proposal).toMatchObject({
    author: 'user:agents/mcp',
    files: [{ path: `tenants/acme/${name}/xpostgres.yaml`, status: 'added' }],
  });
  const open = await call('gitops.list-proposals', { state: 'open' });
  expect(JSON.stringify(open)).toContain(name);
  const outside = await call('gitops.propose-change', {
    title: 'Climb out',
    changes: [{ path: 'tenants/../package.json', content: '{}' }],
  });
  expect(outside.error).toBeTruthy();
  await client.close();
});
