import {
  MAX_ATTACHMENT_LENGTH,
  attachmentRequestSchema,
} from '@zerotouch/plugin-kagent-common';
import { readTextFile, toTextAttachment } from './readTextFile';

/** jsdom's files cannot be read. */
function createFile(name: string, text: string, size = text.length): File {
  const file = new File([text], name);
  return Object.defineProperties(file, {
    text: { value: async () => text },
    size: { value: size },
  });
}

it('reads text, and tells logs from other files', async () => {
  expect(await readTextFile(createFile('Web-0.LOG', 'boom'))).toEqual({
    kind: 'log',
    title: 'Web-0.LOG',
    text: 'boom',
  });
  expect(await readTextFile(createFile('claim.yaml', 'a: 1'))).toEqual({
    kind: 'file',
    title: 'claim.yaml',
    text: 'a: 1',
  });
});

it.each([
  ['picture.png', 'x', 1, /Only text can be attached/],
  ['yaml', 'x', 1, /Only text can be attached/],
  ['large.log', 'x', 6 * 1024 * 1024, /larger than 5 MB/],
  ['binary.txt', 'a\0b', 3, /not text/],
  ['empty.txt', ' \n', 2, /no text in it/],
])('refuses %s', async (name, text, size, message) => {
  await expect(readTextFile(createFile(name, text, size))).rejects.toThrow(
    message,
  );
});

it('cuts what is too long, keeps the end of a log, and says so', () => {
  const text = `first${'.'.repeat(MAX_ATTACHMENT_LENGTH)}last`;
  const log = toTextAttachment({ kind: 'log', title: 'l', text });
  const file = toTextAttachment({ kind: 'file', title: 'f', text });
  for (const attachment of [log, file]) {
    expect(attachmentRequestSchema.parse(attachment)).toEqual(attachment);
  }
  expect(log).toMatchObject({
    text: expect.stringMatching(/^\[Cut by the portal: the last [^]*last$/),
  });
  expect(file).toMatchObject({
    text: expect.stringMatching(
      /^first[^]*\n\[Cut by the portal: the first 19800 of 20009 characters\]$/,
    ),
  });
});

it('gives a title to a text without one', () => {
  expect(
    toTextAttachment({ kind: 'log', title: ' ', text: 'x' }),
  ).toMatchObject({ title: 'log' });
});
