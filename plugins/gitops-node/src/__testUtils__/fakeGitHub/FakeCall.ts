import { FakeRepository } from './FakeRepository';
import { FakeState } from './FakeState';

/** Who calls, by the token. */
export interface FakeAccount {
  login: string;
  type: 'User' | 'Bot';
}

/** One request as a handler sees it, already checked against GitHub's description. */
export interface FakeRequest {
  parameters: Record<string, string>;
  query: Record<string, string>;
  body: Record<string, unknown>;
  account: FakeAccount;
  repository: FakeRepository;
  state: FakeState;
}

/** What a handler answers; what GitHub's description requires beyond it is filled up. */
export interface FakeResponse {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One operation that the fake knows. */
export interface FakeRoute {
  method: string;
  /** As in GitHub's description. */
  template: string;
  handle(request: FakeRequest): Promise<FakeResponse>;
}

/** An answer with GitHub's usual words for an error. */
export function refuse(status: number, message: string): FakeResponse {
  return {
    status,
    body: {
      message,
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    },
  };
}

/** Reads a text of a body. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
