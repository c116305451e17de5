import { SingleFlight } from './SingleFlight';

function gates() {
  const open: (() => void)[] = [];
  const work = jest.fn(
    () =>
      new Promise<void>(resolve => {
        open.push(resolve);
      }),
  );
  return { work, open };
}

describe('SingleFlight', () => {
  it('runs one at a time, and once more for all that asked meanwhile', async () => {
    const { work, open } = gates();
    const flight = SingleFlight.create(work);
    const first = flight.request();
    const others = [flight.request(), flight.request()];
    expect(work).toHaveBeenCalledTimes(1);
    open[0]();
    await new Promise(process.nextTick);
    expect(work).toHaveBeenCalledTimes(2);
    open[1]();
    await Promise.all([first, ...others]);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('runs again after a run that failed', async () => {
    const work = jest.fn().mockRejectedValueOnce(new Error('no'));
    const flight = SingleFlight.create(work);
    await expect(flight.request()).rejects.toThrow('no');
    await flight.request();
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('is settled when nothing runs', async () => {
    await expect(
      SingleFlight.create(async () => {}).settled(),
    ).resolves.toBeUndefined();
  });
});
