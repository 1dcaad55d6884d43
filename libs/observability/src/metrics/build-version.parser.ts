import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The version in the `package.json` of a folder: the one that the build beside it was made of.
 * @throws when there is none: the program was not installed whole
 */
export function versionIn(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
}
