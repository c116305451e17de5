// Preloaded with --require: writes what this process used to the file in USAGE_FILE: `{ bytes, cpuMillis }`, the most memory that it
// ever held and its processor time.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = {
    // maxRSS is in kilobytes, the times in microseconds.
    bytes: maxRSS * 1024,
    cpuMillis: (userCPUTime + systemCPUTime) / 1000,
  };
  writeFileSync(process.env.USAGE_FILE, JSON.stringify(usage));
});
