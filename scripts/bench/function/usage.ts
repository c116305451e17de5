/** Answers the message `usage` with what this process holds after a collection and has used; it is started with --expose-gc. */
export function answerUsage(): void {
  process.on('message', message => {
    if (message !== 'usage') return;
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    process.send?.({ heapUsed, rss, cpuMicros: user + system });
  });
  process.on('disconnect', () => process.exit());
}
