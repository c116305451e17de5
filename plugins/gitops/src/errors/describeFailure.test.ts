import { NotAllowedError } from '@backstage/errors';
import { describeFailure } from './describeFailure';

describe('describeFailure', () => {
  it('tells who may not see it what to ask for', () => {
    expect(describeFailure(new NotAllowedError('no'), 'the proposals')).toBe(
      'You may not see the proposals. A founder can give your group the role “viewer”.',
    );
    expect(
      describeFailure(
        Object.assign(new Error('x'), { statusCode: 403 }),
        'the proposals',
      ),
    ).toMatch(/may not see/);
  });

  it('tells of an ended session', () => {
    expect(
      describeFailure(
        Object.assign(new Error('x'), { statusCode: 401 }),
        'the proposals',
      ),
    ).toMatch(/session has ended/);
  });

  it('says the server’s own words', () => {
    expect(
      describeFailure(
        Object.assign(new Error('Request failed with 503'), {
          name: 'ResponseError',
          cause: new Error('The forge does not answer'),
        }),
        'the claims',
      ),
    ).toBe('Reading the claims failed: The forge does not answer');
  });

  it('copes with what is no error', () => {
    expect(describeFailure('boom', 'the claims')).toMatch(/Try again/);
  });
});
