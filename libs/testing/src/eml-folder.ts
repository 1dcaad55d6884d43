import { mkdirSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of numbered mails: `0001.eml`, `0002.eml` and so on. */
export class EmlFolder {
  private last: number;

  /** Opens the folder, making it where needed; numbering goes on after the mails already there. */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.last = readdirSync(folder)
      .map((name) => Number(/^(\d+)\.eml$/.exec(name)?.[1] ?? 0))
      .reduce((most, number) => Math.max(most, number), 0);
  }

  /** Writes one mail and returns its path. It appears under that name only when complete. */
  async write(raw: Buffer): Promise<string> {
    this.last += 1;
    const path = join(this.folder, `${String(this.last).padStart(4, '0')}.eml`);
    await writeFile(`${path}.part`, raw);
    await rename(`${path}.part`, path);
    return path;
  }
}
