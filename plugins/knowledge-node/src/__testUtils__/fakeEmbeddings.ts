import { json } from 'node:stream/consumers';
import { RequestListener } from 'node:http';
import { toTerm, tokenize } from '../index/terms';

/** Length of the vectors of {@link fakeEmbeddings}. */
export const DIMENSIONS = 512;

/**
 * A fake of an OpenAI-compatible embeddings endpoint: `POST /v1/embeddings` gives each text a vector of its word counts.
 *
 * @param seen - Takes every text that was embedded, and the `Authorization` header of each request.
 */
export function fakeEmbeddings(seen: {
  texts: string[];
  authorization: (string | undefined)[];
}): RequestListener {
  return async (req, res) => {
    seen.authorization.push(req.headers.authorization);
    // The protocol of the endpoint.
    const body = (await json(req)) as { model: string; input: string[] };
    seen.texts.push(...body.input);
    res.setHeader('content-type', 'application/json');
    res.end(
      JSON.stringify({
        object: 'list',
        model: body.model,
        data: body.input.map((text, index) => ({
          object: 'embedding',
          index,
          embedding: toVector(text),
        })),
        usage: { prompt_tokens: 1, total_tokens: 1 },
      }),
    );
  };
}

function toVector(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const token of tokenize(text).flatMap(
    word => toTerm(word)?.tokens ?? [],
  ))
    vector[hash(token)] += 1;
  return vector;
}

function hash(token: string): number {
  let value = 7;
  for (const char of token) value = (value * 31 + char.charCodeAt(0)) % 65_521;
  return value % DIMENSIONS;
}
