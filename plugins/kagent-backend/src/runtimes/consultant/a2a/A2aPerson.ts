import { ServerCallContext, User } from '@a2a-js/sdk/server';
import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

type Person = BackstageCredentials<BackstageUserPrincipal>;

/** A person of the portal as the A2A server knows them: their credentials stay in the process. */
export class A2aPerson implements User {
  readonly isAuthenticated = true;
  readonly credentials: Person;

  private constructor(credentials: Person) {
    this.credentials = credentials;
  }

  static create(credentials: Person): A2aPerson {
    return new A2aPerson(credentials);
  }

  /** The entity ref: the owner of the person's tasks. */
  get userName(): string {
    return this.credentials.principal.userEntityRef;
  }

  /** Returns the person behind a call. @throws NotAllowedError */
  static of(context: ServerCallContext | undefined): A2aPerson {
    if (context?.user instanceof A2aPerson) return context.user;
    throw new NotAllowedError(
      'Tasks of the consultant are for people of this portal; call with a token of the portal.',
    );
  }
}
