import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';

/** What an audit event tells about itself. */
export type AuditMeta = NonNullable<AuditorServiceCreateEventOptions['meta']>;

/**
 * Runs something and records how it ended, refusals included.
 *
 * @param options.toMeta - What to record of a success beside `event.meta`; never secrets, file contents, or what a person wrote.
 * @throws What `run` throws, after it was recorded.
 */
export async function audited<T>(options: {
  auditor: AuditorService;
  event: AuditorServiceCreateEventOptions;
  run: () => Promise<T>;
  toMeta?: (result: T) => AuditMeta;
}): Promise<T> {
  const event = await options.auditor.createEvent(options.event);
  let result: T;
  try {
    result = await options.run();
  } catch (error) {
    await event.fail({
      error: isError(error) ? error : new Error(String(error)),
    });
    throw error;
  }
  await event.success({ meta: options.toMeta?.(result) });
  return result;
}
