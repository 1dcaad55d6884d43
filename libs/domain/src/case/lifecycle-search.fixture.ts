import type { Actor } from './actor';
import { refusalOf } from './lifecycle-page.fixture';
import type { KindSeen, Named, WatchedPlay } from './lifecycle-watch.fixture';
import { people } from './play.fixture';

type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
/** A command of this type for this case; the knob turns what it says. */
type CommandFor = (type: string, play: WatchedPlay, knob: number) => Named;

const KNOBS = Array.from({ length: 60 }, (_, knob) => knob);
const everyone: readonly Actor[] = Object.values(people);

/**
 * Looks for a case in which each accepting cell accepts that was not seen to: among the cases that were met in its
 * phase, whoever gives the command, whatever it says.
 * @returns the cells that no such case was found for, as `phase · command`
 */
export function searchUnseen(seen: KindSeen, table: Table, commandFor: CommandFor): readonly string[] {
  return Object.entries(table).flatMap(([phase, row]) =>
    Object.entries(row)
      .filter(([type, cell]) => refusalOf(cell) === undefined && seen.cell(phase, type).answers.size === 0)
      .filter(([type]) => !isFound(seen, phase, type, commandFor))
      .map(([type]) => `${phase} · ${type}`),
  );
}

function isFound(seen: KindSeen, phase: string, type: string, commandFor: CommandFor): boolean {
  for (const play of [...(seen.met.get(phase)?.values() ?? [])]) {
    for (const knob of KNOBS) {
      const command = commandFor(type, play, knob);
      for (const by of everyone) {
        if (!play.ask(command, by, play.now).ok) continue;
        // Offered, it is watched.
        play.copy().do(command, by, play.now);
        return true;
      }
    }
  }
  return false;
}
