/** Programs on this machine. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {string} name of a program
 * @param {string[]} [more] folders to look in besides the PATH
 * @returns {string | undefined} its full path
 */
export function onPath(name, more = []) {
  for (const dir of [...(process.env.PATH ?? '').split(delimiter), ...more]) {
    if (dir === '') continue;
    const file = join(dir, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}
