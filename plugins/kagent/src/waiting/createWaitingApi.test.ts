import { createWaitingApi, describeCalls } from './createWaitingApi';

const waiting = {
  conversationId: 'c 1',
  title: 'Scale',
  agent: 'sre',
  approvalId: 'p1',
  digest: 'd',
  requestedAt: '2026-03-10T12:00:00.000Z',
  calls: [{ toolCallId: 't1', toolName: 'scale', input: {} }],
};

function create(status: number, body: unknown) {
  const fetchApi = {
    fetch: jest.fn(async () => new Response(JSON.stringify(body), { status })),
  };
  const api = createWaitingApi({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi,
  });
  return { api, fetchApi };
}

it('tells which agents wait, with what, and where it is decided', async () => {
  const { api, fetchApi } = create(200, { items: [waiting] });
  expect(await api.listWaiting()).toEqual([
    {
      id: 'c 1/p1',
      title: 'Run scale',
      path: '/approvals/tools/c%201/p1',
      by: 'agent sre',
      since: waiting.requestedAt,
    },
  ]);
  expect(fetchApi.fetch).toHaveBeenCalledWith(
    'http://portal/api/kagent/approvals',
    { signal: undefined },
  );
});

it.each([
  [403, { error: {} }],
  [200, null],
  [200, { items: 'x' }],
  [200, { items: [null, { ...waiting, calls: 1 }] }],
])('takes %s %j for nothing', async (status, body) => {
  expect(await create(status, body).api.listWaiting()).toEqual([]);
});

it.each([
  [['scale'], 'Run scale'],
  [['scale', 'a', 'b'], 'Run scale and 2 more'],
  [['ask_user'], 'Answer a question'],
])('names %j', (tools, title) => {
  expect(describeCalls(tools)).toBe(title);
});
