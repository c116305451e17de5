import { InputError } from '@backstage/errors';
import {
  MAX_ATTACHMENTS,
  MAX_ATTACHMENT_LENGTH,
  MAX_MESSAGE_LENGTH,
} from '@zerotouch/plugin-kagent-common';
import express, { ErrorRequestHandler, RequestHandler } from 'express';
import { MessageTooLargeError } from '../conversations/errors';

/** The longest message with all its attachments, every character as a JSON escape of 6 bytes, and room around it. */
const LIMIT_BYTES =
  (MAX_MESSAGE_LENGTH + MAX_ATTACHMENTS * MAX_ATTACHMENT_LENGTH) * 6 + 16_000;

/** Parses JSON bodies up to the size of the longest message, and says clearly what is wrong with others. */
export function jsonBody(): [RequestHandler, ErrorRequestHandler] {
  return [
    express.json({ limit: LIMIT_BYTES }),
    (error, _req, _res, next) => {
      if (error.type === 'entity.too.large') {
        next(
          new MessageTooLargeError({
            maxLength: MAX_MESSAGE_LENGTH,
            maxAttachments: MAX_ATTACHMENTS,
            maxAttachmentLength: MAX_ATTACHMENT_LENGTH,
          }),
        );
      } else if (error.type === 'entity.parse.failed') {
        next(
          new InputError(
            'The body is not JSON; send an object such as {"text": "…"}.',
          ),
        );
      } else {
        next(error);
      }
    },
  ];
}
