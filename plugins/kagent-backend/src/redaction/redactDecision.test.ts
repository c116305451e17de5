import { redactDecision } from './redactDecision';

const digest = 'f'.repeat(64);

describe('redactDecision', () => {
  it('removes secrets from reasons and answers, and nothing else', () => {
    const request = {
      digest,
      decisions: [
        { toolCallId: 'a', approved: false, reason: 'password=hunter2!' },
        { toolCallId: 'b', approved: true },
      ],
      answers: [['Use postgres://me:hunter2!@db/x', 'yes']],
    };
    const redacted = redactDecision(request);
    expect(JSON.stringify(redacted)).not.toContain('hunter2');
    expect(redacted).toMatchObject({
      digest,
      decisions: [
        { toolCallId: 'a', approved: false },
        { toolCallId: 'b', approved: true },
      ],
      answers: [[expect.stringContaining('@db/x'), 'yes']],
    });
  });

  it('adds no answers where none were given', () => {
    const request = {
      digest,
      decisions: [{ toolCallId: 'a', approved: true }],
    };
    expect(redactDecision(request)).toEqual(request);
  });
});
