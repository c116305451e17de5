import { execFile } from 'child_process';
import { readFile } from 'fs/promises';
import { promisify } from 'util';
import { hasErrorCode } from '../git/hasErrorCode';

/** One life of one process: a pid alone comes back after a while, or after a restart of the machine. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the system's own words; only for comparing. */
  startedAt: string;
}

/** Describes a running process; `undefined` when there is none with this pid. */
export async function findProcess(
  pid: number,
): Promise<ProcessIdentity | undefined> {
  if (!isRunning(pid)) return undefined;
  const startedAt =
    process.platform === 'linux'
      ? await linuxStart(pid)
      : await posixStart(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return hasErrorCode(error, 'EPERM');
  }
}

async function linuxStart(pid: number): Promise<string | undefined> {
  try {
    const [stat, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The command name may hold spaces and brackets; fields are counted after its last bracket (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return `${bootId.trim()}:${fields[19]}`;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'ESRCH')) {
      return undefined;
    }
    throw error;
  }
}

async function posixStart(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', [
      '-o',
      'lstart=',
      '-p',
      String(pid),
    ]);
    return stdout.trim() || undefined;
  } catch (error) {
    // `ps` answers 1 when there is no such process.
    if (hasErrorCode(error, 1)) return undefined;
    throw error;
  }
}
