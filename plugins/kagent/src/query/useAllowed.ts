import { useApi } from '@backstage/frontend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { useQuery } from './useQuery';

/**
 * Tells whether the person may do something, to dress the page; the server decides for itself.
 *
 * @remarks Where the permission service does not answer, the answer is no.
 */
export function useAllowed(permission: BasicPermission): {
  isAllowed: boolean;
  isLoading: boolean;
} {
  const permissionApi = useApi(permissionApiRef);
  const { data, isLoading } = useQuery(permission.name, () =>
    permissionApi.authorize({ permission }),
  );
  return { isAllowed: data?.result === AuthorizeResult.ALLOW, isLoading };
}
