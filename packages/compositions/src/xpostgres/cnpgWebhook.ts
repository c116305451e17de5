import { KubernetesObject } from '../types';
import { backupRules } from './webhook/backupRules';
import { bootstrapRules } from './webhook/bootstrapRules';
import { changeRules } from './webhook/changeRules';
import { clusterRules } from './webhook/clusterRules';
import { parameterRules } from './webhook/parameterRules';
import { WebhookRule } from './webhook/WebhookRule';

/**
 * The rules of CloudNativePG 1.30.0 that a composed object could break, restated.
 *
 * @see `internal/webhook/v1/{cluster,scheduledbackup,backup,database}_webhook.go` of github.com/cloudnative-pg/cloudnative-pg at
 * v1.30.0; `source` names the functions
 */
export const webhookRules: readonly WebhookRule[] = [
  ...clusterRules,
  ...bootstrapRules,
  ...parameterRules,
  ...changeRules,
  ...backupRules,
];

/**
 * What the webhook of CloudNativePG would say to a composed object.
 *
 * @param previous - The object as it exists; rules about changes are skipped without it.
 * @returns The refusals; none for an object that is not CloudNativePG's.
 */
export function findWebhookRefusals(
  object: KubernetesObject,
  previous?: KubernetesObject,
): string[] {
  return object.apiVersion.startsWith('postgresql.cnpg.io/')
    ? webhookRules
        .filter(
          ({ kind, refuses }) =>
            kind === object.kind && refuses(object, previous),
        )
        .map(({ refusal }) => refusal)
    : [];
}
