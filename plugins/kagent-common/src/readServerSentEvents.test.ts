import { readServerSentEvents } from './readServerSentEvents';

function toBody(chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(
          typeof chunk === 'string' ? encoder.encode(chunk) : chunk,
        );
      }
      controller.close();
    },
  });
}

async function read(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  const all: string[] = [];
  for await (const data of readServerSentEvents(toBody(chunks))) all.push(data);
  return all;
}

describe('readServerSentEvents', () => {
  it.each<[string, string[], string[]]>([
    ['one event', ['data: a\n\n'], ['a']],
    ['two events in a chunk', ['data: a\n\ndata: b\n\n'], ['a', 'b']],
    ['an event in pieces', ['da', 'ta: a', '\n', '\ndata: b\n\n'], ['a', 'b']],
    ['Windows line ends', ['data: a\r\n\r\ndata: b\r\n\r\n'], ['a', 'b']],
    ['many lines of data', ['data: a\ndata: b\n\n'], ['a\nb']],
    ['comments', [': keep-alive\n\ndata: a\n\n: keep-alive\n\n'], ['a']],
    ['other fields', ['id: 1\nevent: x\nretry: 5\ndata: a\n\n'], ['a']],
    ['no space behind the colon', ['data:a\n\n'], ['a']],
    ['one space only taken away', ['data:  a\n\n'], [' a']],
    ['an event without an end', ['data: a\n\ndata: lost'], ['a']],
    ['nothing', [], []],
  ])('reads %s', async (_, chunks, events) => {
    expect(await read(...chunks)).toEqual(events);
  });

  it('joins a character that was cut in two', async () => {
    const bytes = new TextEncoder().encode('data: é😀\n\n');
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(await read(bytes.slice(0, cut), bytes.slice(cut))).toEqual([
        'é😀',
      ]);
    }
  });

  it('gives the connection up when its reader stops', async () => {
    const cancel = jest.fn();
    const body = new ReadableStream<Uint8Array>({
      start: controller =>
        controller.enqueue(new TextEncoder().encode('data: a\n\n')),
      cancel,
    });
    for await (const data of readServerSentEvents(body)) {
      expect(data).toBe('a');
      break;
    }
    expect(cancel).toHaveBeenCalledTimes(1);
  });
});
