import {
  ServerUnaryCall,
  ServerWritableStream,
  ServiceDefinition,
  UntypedServiceImplementation,
  sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';

/** grpc.health.v1, from the gRPC health checking protocol. */
const PACKAGE: Parameters<typeof fromJSON>[0] = {
  nested: {
    grpc: {
      nested: {
        health: {
          nested: {
            v1: {
              nested: {
                HealthCheckRequest: {
                  fields: { service: { type: 'string', id: 1 } },
                },
                HealthCheckResponse: {
                  fields: { status: { type: 'ServingStatus', id: 1 } },
                  nested: {
                    ServingStatus: {
                      values: {
                        UNKNOWN: 0,
                        SERVING: 1,
                        NOT_SERVING: 2,
                        SERVICE_UNKNOWN: 3,
                      },
                    },
                  },
                },
                Health: {
                  methods: {
                    Check: {
                      requestType: 'HealthCheckRequest',
                      responseType: 'HealthCheckResponse',
                      comment: '',
                    },
                    Watch: {
                      requestType: 'HealthCheckRequest',
                      responseType: 'HealthCheckResponse',
                      comment: '',
                      responseStream: true,
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

interface HealthCheckRequest {
  service: string;
}

interface HealthCheckResponse {
  status: 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN';
}

type Watcher = ServerWritableStream<HealthCheckRequest, HealthCheckResponse>;

/** The health service of gRPC: whether the function takes calls. */
export class HealthService {
  static create(options: { services: string[] }): HealthService {
    return new HealthService(['', ...options.services]);
  }

  private serving = true;
  private readonly watchers = new Set<Watcher>();

  private constructor(private readonly services: string[]) {}

  /** The definition of the service, for servers and clients. */
  static readonly definition = findDefinition();

  readonly implementation: UntypedServiceImplementation = {
    Check: (
      call: ServerUnaryCall<HealthCheckRequest, HealthCheckResponse>,
      callback: sendUnaryData<HealthCheckResponse>,
    ) => {
      const answer = this.answer(call.request.service);
      if (answer.status === 'SERVICE_UNKNOWN') {
        callback({
          code: status.NOT_FOUND,
          details: `There is no service "${call.request.service}" here.`,
        });
      } else {
        callback(null, answer);
      }
    },
    Watch: (call: Watcher) => {
      call.write(this.answer(call.request.service));
      if (!this.serving) {
        call.end();
        return;
      }
      this.watchers.add(call);
      call.on('cancelled', () => this.watchers.delete(call));
    },
  };

  /** Tells everybody who asks or watches that no new calls are taken; ends the watches, which would hold up the stop. */
  stop(): void {
    this.serving = false;
    for (const watcher of this.watchers) {
      watcher.write(this.answer(watcher.request.service));
      watcher.end();
    }
    this.watchers.clear();
  }

  private answer(service: string): HealthCheckResponse {
    if (!this.services.includes(service)) {
      return { status: 'SERVICE_UNKNOWN' };
    }
    return { status: this.serving ? 'SERVING' : 'NOT_SERVING' };
  }
}

function findDefinition(): ServiceDefinition {
  const definition = fromJSON(PACKAGE, { enums: String, defaults: true })[
    'grpc.health.v1.Health'
  ];
  if (!isService(definition)) {
    throw new Error('The definition of the health service is broken.');
  }
  return definition;
}

/** A border: what the loader gives for a service is a mapping of methods with a path. */
function isService(value: unknown): value is ServiceDefinition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'Check' in value &&
    'Watch' in value
  );
}
