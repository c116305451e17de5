import type {
  Resource,
  RunFunctionResponse,
} from '@crossplane-org/function-sdk-typescript';
import { Sdk } from '../sdk';
import { ReverseWriter } from './ReverseWriter';
import { writeStruct } from './writeStruct';

/** Tags of RunFunctionResponse, State, Resource and the entries of mappings. */
const tags = {
  desired: 0x12,
  composite: 0x0a,
  resources: 0x12,
  resource: 0x0a,
  ready: 0x18,
  key: 0x0a,
  value: 0x12,
};

/**
 * Writes responses that read the same as those of the SDK, at a third of its cost.
 *
 * @remarks
 * The desired objects make up nearly all bytes and are written here; every other field is left to the SDK.
 */
export class ResponseEncoder {
  static create(options: { sdk: Sdk }): ResponseEncoder {
    return new ResponseEncoder(options.sdk);
  }

  private readonly writer = ReverseWriter.create();

  private constructor(private readonly sdk: Sdk) {}

  /** @throws TypeError if an object holds what JSON does not have; the next response is not harmed by it. */
  encode(response: RunFunctionResponse): Buffer {
    const { writer } = this;
    const { desired } = response;
    const rest = { ...response, desired: undefined };
    writer.clear();
    if (desired) {
      const state = writer.open();
      const entries = Object.entries(desired.resources);
      for (let index = entries.length - 1; index >= 0; index -= 1) {
        const [key, resource] = entries[index];
        const entry = writer.open();
        this.writeResource(resource, tags.value);
        writer.text(key);
        writer.varint(tags.key);
        writer.close(entry, tags.resources);
      }
      if (desired.composite) {
        this.writeResource(desired.composite, tags.composite);
      }
      writer.close(state, tags.desired);
    }
    writer.raw(this.sdk.RunFunctionResponse.encode(rest).finish());
    return writer.finish();
  }

  /** What only an earlier step of the pipeline can give, such as connection details, is left to the SDK. */
  private writeResource(resource: Resource, tag: number): void {
    const { writer } = this;
    const { resource: object, connectionDetails, ready } = resource;
    const opened = writer.open();
    if (Object.keys(connectionDetails).length > 0 || ready < 0) {
      writer.raw(this.sdk.Resource.encode(resource).finish());
    } else {
      if (ready > 0) {
        writer.varint(ready);
        writer.varint(tags.ready);
      }
      if (object) {
        const struct = writer.open();
        writeStruct(writer, object);
        writer.close(struct, tags.resource);
      }
    }
    writer.close(opened, tag);
  }
}
