import { createHmac, randomBytes } from 'node:crypto';
import { createPersonToken } from './createPersonToken';
import { identify } from './identify';

const read = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString());

describe('createPersonToken', () => {
  const key = randomBytes(32);
  const token = createPersonToken({
    userEntityRef: 'user:default/founder',
    key,
    now: 1_000_900,
  });
  const [header, claims, signature] = token.split('.');

  it('says who the person is for five minutes, and nothing else', () => {
    expect(read(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(read(claims)).toEqual({
      iss: 'zerotouch',
      sub: 'user:default/founder',
      iat: 1000,
      exp: 1300,
    });
  });

  it('is signed with the key', () => {
    expect(signature).toBe(
      createHmac('sha256', key)
        .update(`${header}.${claims}`)
        .digest('base64url'),
    );
  });
});

describe('identify', () => {
  const options = { userEntityRef: 'user:default/founder', now: () => 0 };

  it('names the person in a header where the controller believes it', () => {
    expect(identify({ ...options, auth: 'unsecure' })).toEqual({
      'x-user-id': 'user:default/founder',
    });
  });

  it('names the person in a token where the controller wants one', () => {
    const { authorization, ...rest } = identify({
      ...options,
      auth: 'trusted-proxy',
    });
    expect(rest).toEqual({});
    expect(read(authorization.split('.')[1])).toMatchObject({
      sub: 'user:default/founder',
    });
  });
});
