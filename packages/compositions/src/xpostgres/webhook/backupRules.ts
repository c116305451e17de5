import { isSchedule } from '../../compose/schedule';
import { stringAt, valueAt } from '../../document/plain';
import { WebhookRule, at, listAt } from './WebhookRule';

/** What the webhook demands of backups and databases. */
export const backupRules: readonly WebhookRule[] = [
  {
    kind: 'ScheduledBackup',
    source: 'scheduledbackup_webhook.go: validate',
    refusal: 'The schedule must have six fields, seconds first.',
    refuses: object =>
      (stringAt(object.spec, 'schedule') ?? '').split(' ').length !== 6,
  },
  {
    kind: 'Backup',
    source: 'backup_webhook.go: validate',
    refusal: 'A backup by a plugin must name the plugin.',
    refuses: object =>
      at('method')(object) === 'plugin' &&
      !stringAt(object.spec, 'pluginConfiguration', 'name'),
  },

  {
    kind: 'ScheduledBackup',
    source: 'scheduledbackup_webhook.go: validate',
    refusal: 'The schedule must be a cron expression.',
    refuses: object => {
      const [, ...fields] = (stringAt(object.spec, 'schedule') ?? '').split(
        ' ',
      );
      return fields.length === 5 && !isSchedule(fields.join(' '));
    },
  },
  {
    kind: 'Database',
    source: 'database_webhook.go: validateExtensions',
    refusal: 'An extension can be listed only once.',
    refuses: object => {
      const names = listAt('extensions')(object).map(item =>
        valueAt(item, 'name'),
      );
      return new Set(names).size < names.length;
    },
  },
];
