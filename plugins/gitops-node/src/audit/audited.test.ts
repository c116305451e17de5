import { mockServices } from '@backstage/backend-test-utils';
import { audited } from './audited';

function createAuditor() {
  const event = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: async () => event,
  });
  return { auditor, event };
}

describe('audited', () => {
  it('records a success with what came of it', async () => {
    const { auditor, event } = createAuditor();
    const result = await audited({
      auditor,
      event: { eventId: 'proposal-merge', meta: { number: 7 } },
      run: async () => ({ mergeSha: 'abc' }),
      toMeta: ({ mergeSha }) => ({ mergeSha }),
    });
    expect(result).toEqual({ mergeSha: 'abc' });
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'proposal-merge',
      meta: { number: 7 },
    });
    expect(event.success).toHaveBeenCalledWith({ meta: { mergeSha: 'abc' } });
    expect(event.fail).not.toHaveBeenCalled();
  });

  it('records a refusal and throws it on', async () => {
    const { auditor, event } = createAuditor();
    const error = new Error('no');
    await expect(
      audited({
        auditor,
        event: { eventId: 'proposal-merge' },
        run: () => Promise.reject(error),
      }),
    ).rejects.toBe(error);
    expect(event.fail).toHaveBeenCalledWith({ error });
    expect(event.success).not.toHaveBeenCalled();
  });
});
