import { CustomErrorBase } from '@backstage/errors';

/**
 * A file cannot be changed field by field without touching more than the field.
 *
 * @remarks The way on is always the YAML editor; the text stays as it was.
 */
export class ClaimEditError extends CustomErrorBase {
  override name = 'ClaimEditError' as const;
  readonly statusCode = 400;
  /** Where in the document, as keys and positions. */
  readonly place: readonly (string | number)[];

  constructor(options: {
    place: readonly (string | number)[];
    reason: string;
    cause?: Error;
  }) {
    super(
      `"${options.place.join('.')}" cannot be changed by itself: ${
        options.reason
      }. Change it in the YAML.`,
      options.cause,
    );
    this.place = options.place;
  }
}
