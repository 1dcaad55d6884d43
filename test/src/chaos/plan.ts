import type { Random } from './random';

/** The forms in which each kind of fault comes. */
export const faultForms = {
  /** The process that is killed; of an API or a worker, either. */
  kill: ['api', 'worker', 'mariadb', 'temporal'],
  link: ['cut', 'held', 'slow'],
  smtp: ['hang', 'refuse', 'dropBeforeData', 'dropAfterFinalDot', 'dropConnection', 'refuseConnection'],
  disk: ['full'],
  clock: ['forward', 'back'],
} as const;
export type FaultKind = keyof typeof faultForms;
export type FormOf<K extends FaultKind> = (typeof faultForms)[K][number];

export const faultKinds: readonly FaultKind[] = ['kill', 'link', 'smtp', 'disk', 'clock'];

/** What is to be done in one turn. */
export type Fault =
  | { readonly kind: 'kill'; readonly forms: readonly FormOf<'kill'>[] }
  | { readonly kind: 'link'; readonly form: FormOf<'link'> }
  | { readonly kind: 'smtp'; readonly form: FormOf<'smtp'> }
  | { readonly kind: 'disk'; readonly form: FormOf<'disk'> }
  | { readonly kind: 'clock'; readonly form: FormOf<'clock'> };

/** How many turns of a hundred are kills, once every form has been played; two processes at once in so many of those. */
const KILLS_OF_100 = 65;
const DOUBLE_KILLS_OF_100 = 15;

export interface PlanOptions {
  readonly kinds: readonly FaultKind[];
  /** Processes to be killed; without kills among the kinds, turns. */
  readonly kills: number;
}

/** What counts towards `--kills`. */
export const killsOf = (plan: readonly Fault[], { kinds }: Pick<PlanOptions, 'kinds'>): number =>
  kinds.includes('kill')
    ? plan.reduce((sum, fault) => sum + (fault.kind === 'kill' ? fault.forms.length : 0), 0)
    : plan.length;

/** The turns of a run: first each form of each kind once, shuffled, so that none depends on luck; then any. */
export function planOf(random: Random, options: PlanOptions): readonly Fault[] {
  const { kinds, kills } = options;
  const dealt = shuffled(random, kinds.flatMap(eachForm));
  const plan = dealt.filter((fault, index) => {
    const before = killsOf(dealt.slice(0, index), options);
    return before < kills || (kinds.includes('kill') && fault.kind !== 'kill');
  });
  for (let left = kills - killsOf(plan, options); left > 0; left = kills - killsOf(plan, options))
    plan.push(anyFault(random, kinds, left));
  return plan;
}

function eachForm(kind: FaultKind): readonly Fault[] {
  switch (kind) {
    case 'kill':
      return faultForms.kill.map((form) => ({ kind, forms: [form] }));
    case 'link':
      return faultForms.link.map((form) => ({ kind, form }));
    case 'smtp':
      return faultForms.smtp.map((form) => ({ kind, form }));
    case 'disk':
      return faultForms.disk.map((form) => ({ kind, form }));
    case 'clock':
      return faultForms.clock.map((form) => ({ kind, form }));
  }
}

function anyFault(random: Random, kinds: readonly FaultKind[], killsLeft: number): Fault {
  const isKill = kinds.includes('kill') && random.between(1, 100) <= KILLS_OF_100;
  const other = pick(
    random,
    kinds.filter((kind) => kind !== 'kill'),
  );
  const fault = other === undefined || isKill ? undefined : pick(random, eachForm(other));
  if (fault !== undefined) return fault;
  const one = random.oneOf(faultForms.kill);
  const two = random.oneOf(faultForms.kill);
  const both = killsLeft > 1 && one !== two && random.between(1, 100) <= DOUBLE_KILLS_OF_100;
  return { kind: 'kill', forms: both ? [one, two] : [one] };
}

/** Undefined when there is none. */
const pick = <T>(random: Random, items: readonly T[]): T | undefined =>
  items[random.between(0, Math.max(items.length - 1, 0))];

function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const rest = [...items];
  const taken: T[] = [];
  while (rest.length > 0) taken.push(...rest.splice(random.between(0, rest.length - 1), 1));
  return taken;
}
