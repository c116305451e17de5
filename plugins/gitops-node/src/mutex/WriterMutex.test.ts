import { spawn } from 'child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { WriterMutex } from './WriterMutex';
import { findProcess } from './processIdentity';

describe('WriterMutex', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zt-mutex-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('lets one in at a time, over several instances', async () => {
    const counter = join(directory, 'counter');
    await writeFile(counter, '0');
    let inside = 0;
    const mutexes = [1, 2, 3].map(() =>
      WriterMutex.create({ directory: join(directory, 'locks') }),
    );
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        mutexes[index % 3]?.run(async () => {
          inside++;
          expect(inside).toBe(1);
          const value = Number(await readFile(counter, 'utf8'));
          await writeFile(counter, String(value + 1));
          inside--;
        }),
      ),
    );
    expect(await readFile(counter, 'utf8')).toBe('30');
    expect(await readdir(join(directory, 'locks'))).toEqual(['30']);
  });

  it('goes on after a task that failed, and passes its error on', async () => {
    const mutex = WriterMutex.create({ directory });
    const failing = mutex.run(async () => {
      throw new Error('full disk');
    });
    const next = mutex.run(async () => 'done');
    await expect(failing).rejects.toThrow('full disk');
    expect(await next).toBe('done');
  });

  it('takes over from a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise(resolve => child.on('close', resolve));
    await writeFile(
      join(directory, '4'),
      JSON.stringify({ pid: child.pid, startedAt: 'once' }),
    );
    const mutex = WriterMutex.create({ directory, timeoutMs: 0 });
    expect(await mutex.run(async () => readdir(directory))).toEqual(['5']);
  });

  it('takes over from an earlier life of a pid', async () => {
    await writeFile(
      join(directory, '4'),
      JSON.stringify({ pid: process.pid, startedAt: 'before the restart' }),
    );
    const mutex = WriterMutex.create({ directory, timeoutMs: 0 });
    expect(await mutex.run(async () => 'done')).toBe('done');
  });

  it('names the process that does not let it in', async () => {
    const owner = await findProcess(process.pid);
    await writeFile(join(directory, '4'), JSON.stringify(owner));
    const mutex = WriterMutex.create({ directory, timeoutMs: 1 });
    await expect(mutex.run(async () => 'done')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(`Process ${process.pid} `),
    });
  });

  it('does not know a process that never was', async () => {
    expect(await findProcess(2 ** 30)).toBeUndefined();
  });
});
