import { Server, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import {
  loadSdk,
  readCredentials,
} from '../../../packages/composition-function/src';
import { answerUsage } from './usage';

const asIs = (bytes: Buffer) => bytes;

/** The least that a gRPC server in Node can do, with the same TLS: it gives back the bytes that it got. */
async function main() {
  const { FunctionRunnerServiceService } = await loadSdk();
  const { runFunction } = FunctionRunnerServiceService;
  const server = new Server();
  server.addService(
    {
      runFunction: {
        ...runFunction,
        requestDeserialize: asIs,
        responseSerialize: asIs,
      },
    },
    {
      runFunction: (
        call: ServerUnaryCall<Buffer, Buffer>,
        callback: sendUnaryData<Buffer>,
      ) => callback(null, call.request),
    },
  );
  server.bindAsync(
    '127.0.0.1:0',
    readCredentials(process.argv[2]),
    (error, port) => {
      if (error) throw error;
      answerUsage();
      process.send?.({ port });
    },
  );
}

main();
