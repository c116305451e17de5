/** Waits until an assertion holds; fails with its last error. */
export async function eventually(assert: () => void | Promise<void>) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await assert();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise(resolve => setImmediate(resolve));
    }
  }
}
