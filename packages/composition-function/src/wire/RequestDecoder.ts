import type {
  Resource,
  Resources,
  RunFunctionRequest,
  State,
} from '@crossplane-org/function-sdk-typescript';
import { Sdk } from '../sdk';
import { ByteReader } from './ByteReader';
import { KeyTable } from './KeyTable';
import { readStruct, setOwn } from './readStruct';

/** Tags of RunFunctionRequest, State, Resource and the entries of mappings. */
const tags = {
  observed: 0x12,
  required: 0x42,
  composite: 0x0a,
  resources: 0x12,
  resource: 0x0a,
  key: 0x0a,
  value: 0x12,
};

/**
 * Reads requests as the SDK does, at a third of its cost.
 *
 * @remarks
 * What exists makes up nearly all bytes and is read here; every other field is left to the SDK. The required resources hold the
 * environment, which is the same for months: equal bytes give the same frozen object.
 */
export class RequestDecoder {
  static create(options: { sdk: Sdk }): RequestDecoder {
    return new RequestDecoder(options.sdk);
  }

  private readonly keys = KeyTable.create();
  private required?: { bytes: Buffer; value: Resources };

  private constructor(private readonly sdk: Sdk) {}

  /** @throws RangeError or the error of the SDK if the bytes are no request. */
  decode(bytes: Buffer): RunFunctionRequest {
    const reader = ByteReader.create({ bytes, keys: this.keys });
    const end = bytes.length;
    const rest: Buffer[] = [];
    const requiredResources: Record<string, Resources> = {};
    let observed: State | undefined;
    while (reader.position < end) {
      const start = reader.position;
      const tag = reader.varint();
      if (tag === tags.observed) {
        observed = this.readState(reader, reader.partEnd(end));
      } else if (tag === tags.required) {
        this.readRequired(reader, reader.partEnd(end), requiredResources);
      } else {
        reader.skip(tag, end);
        rest.push(bytes.subarray(start, reader.position));
      }
    }
    const request = this.sdk.RunFunctionRequest.decode(Buffer.concat(rest));
    return { ...request, observed, requiredResources };
  }

  private readState(reader: ByteReader, end: number): State {
    const state: State = { composite: undefined, resources: {} };
    while (reader.position < end) {
      const tag = reader.varint();
      if (tag === tags.composite) {
        state.composite = this.readResource(reader, reader.partEnd(end));
      } else if (tag === tags.resources) {
        this.readEntry(reader, reader.partEnd(end), state.resources);
      } else {
        reader.skip(tag, end);
      }
    }
    return state;
  }

  private readEntry(
    reader: ByteReader,
    end: number,
    resources: Record<string, Resource>,
  ): void {
    let key = '';
    let value: Resource | undefined;
    while (reader.position < end) {
      const tag = reader.varint();
      if (tag === tags.key) {
        key = reader.key(end);
      } else if (tag === tags.value) {
        value = this.readResource(reader, reader.partEnd(end));
      } else {
        reader.skip(tag, end);
      }
    }
    if (value) {
      setOwn(resources, key, value);
    }
  }

  /** A resource with more than its object, such as connection details, is left to the SDK. */
  private readResource(reader: ByteReader, end: number): Resource {
    const start = reader.position;
    if (start < end && reader.varint() === tags.resource) {
      const objectEnd = reader.partEnd(end);
      if (objectEnd === end) {
        return {
          resource: readStruct(reader, end),
          connectionDetails: {},
          ready: this.sdk.Ready.READY_UNSPECIFIED,
        };
      }
    }
    reader.position = end;
    return this.sdk.Resource.decode(reader.bytes.subarray(start, end));
  }

  private readRequired(
    reader: ByteReader,
    end: number,
    required: Record<string, Resources>,
  ): void {
    let key = '';
    let value: Resources | undefined;
    while (reader.position < end) {
      const tag = reader.varint();
      if (tag === tags.key) {
        key = reader.key(end);
      } else if (tag === tags.value) {
        const valueEnd = reader.partEnd(end);
        value = this.resourcesOf(
          reader.bytes.subarray(reader.position, valueEnd),
        );
        reader.position = valueEnd;
      } else {
        reader.skip(tag, end);
      }
    }
    if (value) {
      setOwn(required, key, value);
    }
  }

  private resourcesOf(bytes: Buffer): Resources {
    if (this.required?.bytes.equals(bytes)) {
      return this.required.value;
    }
    const value = freezeAll(this.sdk.Resources.decode(bytes));
    this.required = { bytes: Buffer.from(bytes), value };
    return value;
  }
}

/** Frozen through and through, because several requests share it. */
function freezeAll<T>(value: T): T {
  if (
    typeof value === 'object' &&
    value !== null &&
    !ArrayBuffer.isView(value)
  ) {
    Object.values(value).forEach(freezeAll);
    Object.freeze(value);
  }
  return value;
}
