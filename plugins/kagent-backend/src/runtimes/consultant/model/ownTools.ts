import { InputError } from '@backstage/errors';
import { Source } from '@zerotouch/plugin-kagent-common';
import { z } from 'zod';
import { AnswerPart } from '../Answer';
import { Consultant } from '../Consultant';
import { toSource } from '../quote';
import { Citations } from './Citations';
import { ConsultantTool } from './ConsultantTool';

const PASSAGES = 5;

/** Ids and names of the tools that the consultant brings itself; all of them only read. */
export const OWN_TOOLS = [
  'search-docs',
  'platform-state',
  'explain-proposal',
  'find-runbook',
] as const;

/** The tools that the consultant brings itself: what it can do without a model, for the model. */
export function createOwnTools(consultant: Consultant): ConsultantTool[] {
  return [
    createSearchDocs(consultant),
    {
      name: 'platform-state',
      description:
        'Tells what the platform holds as the person may see it: tenants, claims, parts by layer, entities with errors, open proposals, and what changed last.',
      inputSchema: { type: 'object', properties: {} },
      needsApproval: false,
      run: async (_input, { citations, credentials }) =>
        toText(await consultant.describeState(credentials), citations),
    },
    {
      name: 'explain-proposal',
      description:
        'Explains a proposal: files, what changes in the cluster, checks, risk, and who must approve it.',
      inputSchema: {
        type: 'object',
        properties: { number: { type: 'integer', minimum: 1 } },
        required: ['number'],
      },
      needsApproval: false,
      run: async (input, { citations, credentials }) => {
        const { number } = parseInput(
          z.object({ number: z.coerce.number().int().positive() }),
          input,
        );
        return toText(
          await consultant.explainProposal(number, credentials),
          citations,
        );
      },
    },
    {
      name: 'find-runbook',
      description:
        'Finds the runbook and the rule of an alert by its name, such as PostgresBackupTooOld. Cite its passages by their numbers.',
      inputSchema: {
        type: 'object',
        properties: { alert: { type: 'string' } },
        required: ['alert'],
      },
      needsApproval: false,
      run: async (input, { citations }) => {
        const { alert } = parseInput(
          z.object({ alert: z.string().min(1).max(200) }),
          input,
        );
        return toText(await consultant.findRunbook(alert), citations);
      },
    },
  ];
}

function createSearchDocs(consultant: Consultant): ConsultantTool {
  return {
    name: 'search-docs',
    description:
      'Searches the docs of the platform. Gives passages with numbers; cite what you use by its number in square brackets.',
    inputSchema: {
      type: 'object',
      properties: {
        query: { type: 'string', description: 'A question or words' },
      },
      required: ['query'],
    },
    needsApproval: false,
    givesPassages: true,
    run: async (input, { citations }) => {
      const { query } = parseInput(
        z.object({ query: z.string().min(1).max(1_000) }),
        input,
      );
      const passages = await consultant.search(query, PASSAGES);
      const numbers = citations.giveSources(
        passages.map(passage => toSource(passage, query)),
      );
      return {
        passages: passages.map(({ title, heading, path, text }, index) => ({
          number: numbers[index],
          title,
          heading,
          path,
          text,
        })),
      };
    },
  };
}

/** The text of an answer, its citations in the numbers of the whole answer. */
function toText(parts: AnswerPart[], citations: Citations): string {
  const sources = parts.flatMap((part): Source[] =>
    part.type === 'source' ? [part.source] : [],
  );
  const numbers = citations.giveSources(sources);
  return parts
    .map(part => (part.type === 'text' ? part.text : ''))
    .join('')
    .replace(/\[(\d{1,2})\](?!\()/g, (mark, number: string) => {
      const known = numbers[Number(number) - 1];
      return known === undefined ? mark : `[${known}]`;
    });
}

function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.infer<T> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  throw new InputError(
    `The arguments do not fit: ${z.prettifyError(read.error)}`,
  );
}
