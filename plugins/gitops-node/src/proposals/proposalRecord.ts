import {
  createProposalRequestSchema,
  proposalSchema,
  shaSchema,
} from '@zerotouch/plugin-gitops-common';

/**
 * What a proposal's own ref holds, as `record.json` in its tree.
 *
 * @remarks
 * `headSha` and `baseSha` are those of the opening, and those of the end once `decision` is set. Whether it was merged is
 * not here: main says so.
 */
export const proposalRecordSchema = proposalSchema
  .pick({
    title: true,
    body: true,
    author: true,
    baseSha: true,
    headSha: true,
    createdAt: true,
    updatedAt: true,
    comments: true,
    checks: true,
    decision: true,
  })
  .extend({
    requestId: createProposalRequestSchema.shape.requestId,
    /** The head that `checks` are about. */
    checkedSha: shaSchema.optional(),
  });

/** See {@link proposalRecordSchema}. */
export type ProposalRecord = ReturnType<typeof proposalRecordSchema.parse>;

/** Path of the record in the tree of a proposal's ref. */
export const RECORD_PATH = 'record.json';

/** Parses the bytes of a record. */
export function parseProposalRecord(bytes: Buffer): ProposalRecord {
  return proposalRecordSchema.parse(JSON.parse(bytes.toString('utf8')));
}

/** Renders a record; parsing gives it back. */
export function renderProposalRecord(record: ProposalRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
