import { InputError } from '@backstage/errors';
import { createProposalRequestSchema } from '@zerotouch/plugin-gitops-common';

/** Checks a request id, which becomes the name of a branch. @throws InputError */
export function parseRequestId(requestId: string): string {
  const parsed =
    createProposalRequestSchema.shape.requestId.safeParse(requestId);
  if (!parsed.success) {
    throw new InputError(
      `"${requestId
        .slice(0, 100)
        .replace(
          /\p{Cc}/gu,
          '?',
        )}" is not a request id. Use up to 100 letters, digits and "-".`,
    );
  }
  return parsed.data;
}
