// Loaded into the backend first: when the process that started it is gone, however it ended, its end of our standard
// input closes, and the backend shuts down instead of living on unseen.
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref();
