import { ActionsService } from '@backstage/backend-plugin-api/alpha';

/** What this plugin uses of the alpha actions; the only file of its tools that imports them. */
export { actionsServiceRef } from '@backstage/backend-plugin-api/alpha';
export type {
  ActionsService,
  ActionsServiceAction,
} from '@backstage/backend-plugin-api/alpha';

/** Arguments of an action, as JSON. */
export type ActionInput = NonNullable<
  Parameters<ActionsService['invoke']>[0]['input']
>;

/** What an action returns, as JSON. */
export type ActionOutput = Awaited<
  ReturnType<ActionsService['invoke']>
>['output'];
