import type {
  RunFunctionRequest,
  RunFunctionResponse,
} from '@crossplane-org/function-sdk-typescript';
import {
  Server,
  ServerCredentials,
  ServerUnaryCall,
  sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { Sdk } from '../sdk';
import { RequestDecoder } from '../wire/RequestDecoder';
import { ResponseEncoder } from '../wire/ResponseEncoder';
import { HealthService } from './HealthService';

/**
 * The largest request that is taken, in bytes. A request holds the observed state of every composed object; the stock limit of 4 MiB is
 * within reach of a database with a long status.
 */
export const MAX_REQUEST_BYTES = 64 * 1024 * 1024;

/** Answers one request; may take its time. */
export type Handler = (
  request: RunFunctionRequest,
) => RunFunctionResponse | Promise<RunFunctionResponse>;

/** The function as a gRPC server that listens. */
export class FunctionServer {
  /**
   * Starts to listen.
   *
   * @param options.address - `host:port`; port 0 takes a free one.
   * @throws Error if the address cannot be listened on; no server is left behind.
   */
  static async start(options: {
    sdk: Sdk;
    handler: Handler;
    address: string;
    credentials: ServerCredentials;
  }): Promise<FunctionServer> {
    const { sdk, handler, address, credentials } = options;
    const server = new Server({
      'grpc.max_receive_message_length': MAX_REQUEST_BYTES,
      'grpc.max_send_message_length': -1,
    });
    const { service, name } = toService(sdk);
    server.addService(service, {
      runFunction: (
        call: ServerUnaryCall<RunFunctionRequest, RunFunctionResponse>,
        callback: sendUnaryData<RunFunctionResponse>,
      ) => {
        Promise.resolve(call.request)
          .then(handler)
          .then(
            response => callback(null, response),
            error =>
              callback({
                code: status.INTERNAL,
                details: error instanceof Error ? error.message : String(error),
              }),
          );
      },
    });
    const health = HealthService.create({ services: [name] });
    server.addService(HealthService.definition, health.implementation);
    const port = await bind(server, address, credentials);
    return new FunctionServer(server, health, port);
  }

  private constructor(
    private readonly server: Server,
    private readonly health: HealthService,
    /** The port that is listened on. */
    readonly port: number,
  ) {}

  /**
   * Takes no new calls and waits for those that run.
   *
   * @param options.timeoutMs - After this the calls that still run are cut off.
   * @returns Whether all calls could finish.
   */
  async stop(options: { timeoutMs: number }): Promise<boolean> {
    this.health.stop();
    let finished = true;
    const timer = setTimeout(() => {
      finished = false;
      this.server.forceShutdown();
    }, options.timeoutMs);
    await new Promise<void>(resolve => {
      this.server.tryShutdown(() => resolve());
    });
    clearTimeout(timer);
    return finished;
  }
}

function toService(sdk: Sdk) {
  const { runFunction } = sdk.FunctionRunnerServiceService;
  const [, name] = runFunction.path.split('/');
  const decoder = RequestDecoder.create({ sdk });
  const encoder = ResponseEncoder.create({ sdk });
  const service = {
    runFunction: {
      ...runFunction,
      requestDeserialize: (bytes: Buffer) => decoder.decode(bytes),
      responseSerialize: (response: RunFunctionResponse) =>
        encoder.encode(response),
    },
  };
  return { service, name };
}

function bind(
  server: Server,
  address: string,
  credentials: ServerCredentials,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error) {
        server.forceShutdown();
        reject(
          new Error(
            `Cannot listen on "${address}" (${error.message}). Give a free address of this machine by --address.`,
            { cause: error },
          ),
        );
      } else {
        resolve(port);
      }
    });
  });
}
