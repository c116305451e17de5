import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(
  execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }),
);

/** Resident bytes and processor milliseconds of a process; Linux only. */
export function readUsage(pid: number): {
  residentBytes: number;
  cpuMillis: number;
} {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  // Behind the name, which may have blanks: the 12th and 13th fields are the ticks in user and in kernel mode.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return {
    residentBytes: Number(kilobytes) * 1024,
    cpuMillis:
      ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND,
  };
}
