/**
 * The own reader and writer against those of the SDK, which is the reference.
 */
import { readPlatform } from '../__testUtils__/platform';
import { createRequest, toObserved } from '../__testUtils__/requests';
import { sdk } from '../__testUtils__/sdk';
import { runFunction } from '../compose/runFunction';
import { RequestDecoder } from './RequestDecoder';
import { ResponseEncoder } from './ResponseEncoder';

const { environment, examples } = readPlatform();
const [{ claim }] = examples;
const { RunFunctionRequest, RunFunctionResponse } = sdk;

function pack(request: Partial<ReturnType<typeof RunFunctionRequest.decode>>) {
  return Buffer.from(
    RunFunctionRequest.encode({
      ...RunFunctionRequest.fromJSON({}),
      ...request,
    }).finish(),
  );
}

function packObject(resource: Record<string, unknown>): Buffer {
  return pack({
    observed: {
      composite: sdk.fromObject(resource),
      resources: { one: sdk.fromObject(resource) },
    },
  });
}

const decode = (bytes: Buffer) => RequestDecoder.create({ sdk }).decode(bytes);
const responseOf = (object: Record<string, unknown>) => ({
  ...RunFunctionResponse.fromJSON({}),
  desired: { composite: undefined, resources: { one: sdk.fromObject(object) } },
});
const encode = (object: Record<string, unknown>) =>
  RunFunctionResponse.decode(
    ResponseEncoder.create({ sdk }).encode(responseOf(object)),
  );
const values = {
  nothing: null,
  yes: true,
  no: false,
  zero: 0,
  negative: -1.5,
  large: 2 ** 53,
  tiny: 5e-324,
  empty: '',
  umlaut: 'Müller',
  emoji: 'a🙂b',
  long: 'x'.repeat(5000),
  longUmlaut: 'ü'.repeat(5000),
  list: [],
  object: {},
  mixed: [1, 'a', null, [true, []], { a: [{ b: {} }] }],
  '': 'under an empty key',
  ключ: 'under a key that is not ASCII',
  [`long${'y'.repeat(200)}`]: 'under a long key',
  constructor: 'a',
  toString: 'b',
};

describe('requests', () => {
  it.each(examples)('reads $name as the SDK does', example => {
    const first = createRequest({ sdk, claim: example.claim, environment });
    const observed = toObserved(runFunction({ sdk, request: first }));
    const request = createRequest({
      sdk,
      claim: example.claim,
      environment,
      observed,
    });
    const bytes = pack(request);
    expect(decode(bytes)).toEqual(RunFunctionRequest.decode(bytes));
  });

  it('reads every value that JSON has', () => {
    const bytes = packObject(values);
    expect(decode(bytes)).toEqual(RunFunctionRequest.decode(bytes));
    expect(decode(bytes).observed?.composite?.resource).toEqual(values);
  });

  it('leaves every other field to the SDK', () => {
    const resource = {
      resource: { kind: 'A' },
      connectionDetails: { password: Buffer.from([1, 200, 3]) },
      ready: sdk.Ready.READY_TRUE,
    };
    const state = { composite: resource, resources: { a: resource } };
    const bytes = pack({
      meta: { tag: 'x', capabilities: [1] },
      observed: state,
      desired: state,
      input: { kind: 'Input' },
      context: { a: [1] },
      extraResources: { a: { items: [resource] } },
      credentials: { a: { credentialData: { data: {} } } },
      requiredResources: { a: { items: [resource] }, b: { items: [] } },
      requiredSchemas: { a: { openapiV3: { type: 'object' } } },
    });
    expect(decode(bytes)).toEqual(RunFunctionRequest.decode(bytes));
    expect(decode(bytes).observed?.resources.a).toEqual(resource);
  });

  it('passes over fields that a later protocol may bring', () => {
    const later = Buffer.concat([
      Buffer.from([0xa0, 0x06, 0x96, 0x01]), // 100: a number of two bytes
      Buffer.from([0xa1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8]), // 100: eight bytes
      Buffer.from([0xa5, 0x06, 1, 2, 3, 4]), // 100: four bytes
      Buffer.from([0xa2, 0x06, 2, 0xff, 0xff]), // 100: bytes with a length
    ]);
    const request = packObject({ kind: 'A' });
    const bytes = Buffer.concat([later, request, later]);
    expect(decode(bytes)).toEqual(RunFunctionRequest.decode(request));
    const state = Buffer.concat([later, Buffer.from([0x0a, later.length])]);
    const inside = Buffer.concat([
      Buffer.from([0x12, state.length + later.length]),
      state,
      later,
    ]);
    expect(decode(inside)).toEqual(RunFunctionRequest.decode(inside));
  });

  it('keeps a field named __proto__ as one', () => {
    // The SDK cannot write such a field, so that its name is put in afterwards.
    const bytes = packObject({ placehold: { admin: true } });
    bytes.write('__proto__', bytes.indexOf('placehold'));
    const { resource } = decode(bytes).observed?.composite ?? {};
    expect(Object.keys(resource ?? {})).toEqual(['__proto__']);
    expect(resource?.admin).toBeUndefined();
  });

  it('refuses bytes that are cut off, or reads what is whole, like the SDK', () => {
    const bytes = packObject({ kind: 'A', list: [1, 'b', { c: true }] });
    for (let length = 0; length < bytes.length; length += 1) {
      const part = bytes.subarray(0, length);
      const expected = attempt(() => RunFunctionRequest.decode(part));
      expect([length, attempt(() => decode(part))]).toEqual([length, expected]);
    }
  });

  it('never ends in anything but an error, whatever byte is changed', () => {
    const bytes = packObject({ kind: 'A', list: [1, 'b', { c: true }] });
    let refused = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      for (const byte of [0, 1, 0x7f, 0x80, 0xff, bytes[index] ^ 1]) {
        const changed = Buffer.from(bytes);
        changed[index] = byte;
        refused += attempt(() => decode(changed)) === 'refused' ? 1 : 0;
      }
    }
    expect(refused).toBeGreaterThan(bytes.length);
  });

  it('refuses what is nested too deep', () => {
    const deep = (depth: number): unknown =>
      depth === 0 ? 'end' : { a: deep(depth - 1) };
    expect(() => decode(packObject({ a: deep(99) }))).not.toThrow();
    expect(() => decode(packObject({ a: deep(101) }))).toThrow(RangeError);
  });
});

describe('the environment', () => {
  const request = createRequest({ sdk, claim, environment });
  const item = (bytes: Buffer, decoder: RequestDecoder) =>
    decoder.decode(bytes).requiredResources.environment.items[0].resource;

  it('is one frozen object as long as its bytes are the same', () => {
    const decoder = RequestDecoder.create({ sdk });
    const bytes = pack(request);
    const first = item(bytes, decoder);
    expect(item(Buffer.from(bytes), decoder)).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
    expect(Object.isFrozen(first?.data)).toBe(true);
  });

  it('is another one as soon as a byte differs, and composes anew', () => {
    const decoder = RequestDecoder.create({ sdk });
    const first = item(pack(request), decoder);
    const other = createRequest({
      sdk,
      claim,
      environment: {
        ...environment,
        nats: { ...environment.nats, storageGi: 21 },
      },
    });
    expect(item(pack(other), decoder)).not.toBe(first);
    expect(item(pack(other), decoder)).toEqual(
      other.requiredResources.environment.items[0].resource,
    );
    expect(item(pack(request), decoder)).toEqual(first);
  });

  it('does not change when its request is written over', () => {
    const decoder = RequestDecoder.create({ sdk });
    const bytes = pack(request);
    const first = structuredClone(item(bytes, decoder));
    bytes.fill(0);
    expect(item(pack(request), decoder)).toEqual(first);
  });
});

describe('responses', () => {
  it.each(examples)('writes $name as the SDK does', example => {
    const response = runFunction({
      sdk,
      request: createRequest({ sdk, claim: example.claim, environment }),
    });
    const bytes = ResponseEncoder.create({ sdk }).encode(response);
    const expected = RunFunctionResponse.encode(response).finish();
    expect(RunFunctionResponse.decode(bytes)).toEqual(
      RunFunctionResponse.decode(expected),
    );
    expect(bytes).toHaveLength(expected.length);
  });

  it('writes every value that JSON has', () => {
    expect(encode(values).desired?.resources.one.resource).toEqual(values);
  });

  it('writes texts and lists whose length takes more bytes', () => {
    for (const length of [63, 64, 65, 127, 128, 16_383, 16_384, 2_100_000]) {
      const object = { text: 'x'.repeat(length), list: ['ü'.repeat(length)] };
      expect(encode(object).desired?.resources.one.resource).toEqual(object);
    }
  });

  it('hands on what an earlier step of the pipeline gave', () => {
    const resource = {
      resource: { kind: 'A' },
      connectionDetails: { password: Buffer.from([1, 200, 3]) },
      ready: sdk.Ready.READY_TRUE,
    };
    const response = {
      ...RunFunctionResponse.fromJSON({}),
      meta: { tag: 'x', ttl: { seconds: 60, nanos: 0 } },
      context: { a: [1] },
      desired: {
        composite: resource,
        resources: {
          a: resource,
          '': { ...resource, connectionDetails: {} },
          b: { ...resource, resource: undefined, ready: -1 },
        },
      },
    };
    const bytes = ResponseEncoder.create({ sdk }).encode(response);
    expect(RunFunctionResponse.decode(bytes)).toEqual(
      RunFunctionResponse.decode(RunFunctionResponse.encode(response).finish()),
    );
  });

  it('refuses what JSON does not have, and writes the next one', () => {
    const encoder = ResponseEncoder.create({ sdk });
    expect(() => encoder.encode(responseOf({ a: () => 1 }))).toThrow(
      'A function cannot be written as JSON.',
    );
    const response = responseOf({ a: 1 });
    expect(RunFunctionResponse.decode(encoder.encode(response))).toEqual(
      RunFunctionResponse.decode(RunFunctionResponse.encode(response).finish()),
    );
  });

  it('gives bytes of its own: the next response does not change them', () => {
    const encoder = ResponseEncoder.create({ sdk });
    const first = encoder.encode(responseOf({ a: 'first' }));
    const copy = Buffer.from(first);
    encoder.encode(responseOf({ a: 'other' }));
    expect(first).toEqual(copy);
  });
});

function attempt<T>(work: () => T): T | 'refused' {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return 'refused';
  }
}
