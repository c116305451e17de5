// Loaded into the backend first: when the process that started it is gone, however it ended, its end of our standard
// input closes, and the backend shuts down instead of living on unseen.
const { isMainThread } = require('node:worker_threads');

// Preloaded files run in worker threads too, whose standard input is always at its end.
if (isMainThread) {
  const stop = () => process.kill(process.pid, 'SIGTERM');
  process.stdin.on('error', stop);
  process.stdin.on('end', stop);
  process.stdin.resume();
  process.stdin.unref?.();
}
