import type { Status } from '@crossplane-org/function-sdk-typescript';
import { Condition } from '@zerotouch/compositions';
import { Sdk } from '../sdk';

/** The protocol's number of a condition's status. */
export function toStatus(sdk: Sdk, status: Condition['status']): Status {
  switch (status) {
    case 'True':
      return sdk.Status.STATUS_CONDITION_TRUE;
    case 'False':
      return sdk.Status.STATUS_CONDITION_FALSE;
    default:
      return sdk.Status.STATUS_CONDITION_UNKNOWN;
  }
}
