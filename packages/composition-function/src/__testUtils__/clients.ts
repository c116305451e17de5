import type {
  RunFunctionRequest,
  RunFunctionResponse,
} from '@crossplane-org/function-sdk-typescript';
import {
  ChannelCredentials,
  Client,
  ServiceError,
  credentials,
} from '@grpc/grpc-js';
import { Sdk } from '../sdk';
import { HealthService } from '../server/HealthService';
import { Identity } from './certificates';

const OPTIONS = {
  'grpc.ssl_target_name_override': 'localhost',
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
};

/** Credentials of a client that trusts an authority, with a certificate of its own or without. */
export function createCredentials(
  authority: string,
  identity?: Identity,
): ChannelCredentials {
  return identity
    ? credentials.createSsl(
        Buffer.from(authority),
        Buffer.from(identity.key),
        Buffer.from(identity.certificate),
      )
    : credentials.createSsl(Buffer.from(authority));
}

/** A client of the function and of its health service. */
export class TestClient {
  static create(options: {
    sdk: Sdk;
    port: number;
    credentials: ChannelCredentials;
  }): TestClient {
    const { sdk, port } = options;
    const client = new Client(
      `127.0.0.1:${port}`,
      options.credentials,
      OPTIONS,
    );
    return new TestClient(sdk, client);
  }

  private constructor(private readonly sdk: Sdk, readonly client: Client) {}

  /** Calls the function. */
  run(request: RunFunctionRequest): Promise<RunFunctionResponse> {
    const { runFunction } = this.sdk.FunctionRunnerServiceService;
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        runFunction.path,
        runFunction.requestSerialize,
        runFunction.responseDeserialize,
        request,
        toCallback(resolve, reject),
      );
    });
  }

  /** Sends bytes in place of a request. */
  runBytes(bytes: Buffer): Promise<RunFunctionResponse> {
    const { runFunction } = this.sdk.FunctionRunnerServiceService;
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        runFunction.path,
        (value: Buffer) => value,
        runFunction.responseDeserialize,
        bytes,
        toCallback(resolve, reject),
      );
    });
  }

  /** Sends the bytes of a request and gives those of the response. */
  exchange(bytes: Buffer): Promise<Buffer> {
    const { runFunction } = this.sdk.FunctionRunnerServiceService;
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        runFunction.path,
        (value: Buffer) => value,
        (value: Buffer) => value,
        bytes,
        toCallback(resolve, reject),
      );
    });
  }

  /** Asks the health service. */
  check(service = ''): Promise<unknown> {
    const { Check } = HealthService.definition;
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        Check.path,
        Check.requestSerialize,
        Check.responseDeserialize,
        { service },
        toCallback(resolve, reject),
      );
    });
  }

  /** Watches the health service until it ends; gives all answers. */
  watch(service = ''): { answers: unknown[]; ended: Promise<void> } {
    const { Watch } = HealthService.definition;
    const answers: unknown[] = [];
    const stream = this.client.makeServerStreamRequest(
      Watch.path,
      Watch.requestSerialize,
      Watch.responseDeserialize,
      { service },
    );
    stream.on('data', answer => answers.push(answer));
    const ended = new Promise<void>((resolve, reject) => {
      stream.on('end', resolve);
      stream.on('error', reject);
    });
    return { answers, ended };
  }

  close(): void {
    this.client.close();
  }
}

function toCallback<T>(
  resolve: (value: T) => void,
  reject: (error: Error) => void,
) {
  return (error: ServiceError | null, value?: T) => {
    if (error || value === undefined) {
      reject(error ?? new Error('The call gave nothing.'));
    } else {
      resolve(value);
    }
  };
}
