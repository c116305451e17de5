import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

/**
 * Runs something and records how it ended, refusals included.
 *
 * @param options.toMeta - What to record of a success; never secrets or file contents.
 * @throws What `run` throws, after it was recorded.
 */
export async function audited<T>(options: {
  auditor: AuditorService;
  event: AuditorServiceCreateEventOptions;
  run: () => Promise<T>;
  toMeta?: (result: T) => JsonObject;
}): Promise<T> {
  const event = await options.auditor.createEvent(options.event);
  let result: T;
  try {
    result = await options.run();
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
  await event.success({ meta: options.toMeta?.(result) });
  return result;
}
