/**
 * Who is who among processes. A pid alone proves nothing, since numbers are
 * used again: a process is the same when pid and start time are. Everything we
 * start also carries a mark in its environment, which its descendants inherit,
 * so that even a grandchild that left its process group can be found.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The environment variable that carries the mark, `<token of the run>/<name of the service>`. */
export const MARK = 'XGT_RUN';

/** @typedef {{ pid: number, startTime: string }} Identity */

/**
 * @param {string} stat the content of /proc/<pid>/stat
 * @returns {string | undefined} start time in clock ticks since boot; undefined for a zombie,
 *   which is dead though nobody has collected it (containers often have no reaper)
 */
export function startTimeFromStat(stat) {
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/**
 * @param {number} pid
 * @returns {string | undefined} when it started, only to be compared; undefined when there is none
 */
export function startTime(pid) {
  try {
    if (existsSync('/proc/self/stat')) return startTimeFromStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    const answer = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim();
    return answer === '' || answer.startsWith('Z') ? undefined : answer.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {Identity}
 */
export function identify(pid) {
  return { pid, startTime: startTime(pid) ?? '' };
}

/**
 * @param {Partial<Identity> | undefined} identity
 * @returns {boolean} whether that very process still runs
 */
export function isRunning(identity) {
  if (!identity?.pid || !identity.startTime) return false;
  return startTime(identity.pid) === identity.startTime;
}

/**
 * @param {number} pid
 * @returns {number | undefined} the parent of a shell that runs one command (`sh -c …`), as npm puts
 *   it between itself and its scripts; undefined for any other process and without /proc
 */
export function parentOfShell(pid) {
  try {
    const [program = '', option] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (!/(^|\/)(sh|dash|bash|ash)$/.test(program) || option !== '-c') return undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} mark a whole mark, or the beginning of one ending in '/'
 * @returns {number[]} pids of living processes of this user that carry it; empty where there is no /proc
 */
export function processesMarked(mark) {
  if (!existsSync('/proc/self/environ')) return [];
  const wanted = `${MARK}=${mark}`;
  const found = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      const hit = variables.some((v) => (mark.endsWith('/') ? v.startsWith(wanted) : v === wanted));
      if (hit && startTime(pid)) found.push(pid);
    } catch {
      // Gone meanwhile, or another user's: not ours either way.
    }
  }
  return found;
}

/**
 * Sends a signal and takes "it is gone already" for an answer.
 *
 * @param {number} pid negative for a whole process group
 * @param {NodeJS.Signals} signal
 */
export function signal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code !== 'ESRCH') throw error;
  }
}

/** @param {number} ms milliseconds */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Ends everything that carries a mark: politely, then not.
 *
 * @param {string} mark as for processesMarked
 * @param {number} graceMs milliseconds between SIGTERM and SIGKILL
 * @returns {Promise<number>} how many processes there were
 */
export async function endMarked(mark, graceMs) {
  let left = processesMarked(mark);
  const count = left.length;
  for (const pid of left) signal(pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (left.length > 0 && Date.now() < deadline) {
    await pause(50);
    left = processesMarked(mark);
  }
  // Several rounds: a process may have forked while we were looking.
  for (let round = 0; left.length > 0 && round < 20; round += 1) {
    for (const pid of left) signal(pid, 'SIGKILL');
    await pause(50);
    left = processesMarked(mark);
  }
  return count;
}
