import { toRequestId } from './toRequestId';

describe('toRequestId', () => {
  const taskId = '1d3c6a1e-0a3e-4f9b-9d2a-6f1f5a7f3b11';

  it('is the same for the same step of the same task', () => {
    expect(toRequestId({ taskId, stepId: 'propose' })).toBe(
      `${taskId}-propose`,
    );
  });

  it('holds only letters, digits and hyphens, and at most 100', () => {
    const id = toRequestId({ taskId, stepId: `my step_${'x'.repeat(100)}` });
    expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/);
    expect(id).toContain('my-step-x');
  });
});
