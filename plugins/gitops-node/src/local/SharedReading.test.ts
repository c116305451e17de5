import { SharedReading } from './SharedReading';

describe('SharedReading', () => {
  it('gives each caller a reading that began after they asked', async () => {
    const ends: Array<(value: number) => void> = [];
    const reading = new SharedReading<number>(
      () => new Promise(resolve => ends.push(resolve)),
    );
    const first = reading.get();
    const others = [reading.get(), reading.get(), reading.get()];
    expect(ends).toHaveLength(1);
    ends[0]?.(1);
    expect(await first).toBe(1);
    expect(ends).toHaveLength(2);
    ends[1]?.(2);
    expect(await Promise.all(others)).toEqual([2, 2, 2]);
    reading.get().catch(() => undefined);
    expect(ends).toHaveLength(3);
  });

  it('reads again after a failure', async () => {
    let calls = 0;
    const reading = new SharedReading(async () => {
      calls++;
      if (calls === 1) throw new Error('The disk is gone.');
      return calls;
    });
    const first = reading.get();
    const second = reading.get();
    await expect(first).rejects.toThrow('The disk is gone.');
    expect(await second).toBe(2);
    expect(await reading.get()).toBe(3);
  });
});
