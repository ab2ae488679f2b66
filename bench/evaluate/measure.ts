/** What some work took: milliseconds on the wall, and of processor time in this process, which another's load does not change much. */
export interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

export interface Work {
  readonly prepare?: () => Promise<void>;
  readonly run: () => Promise<void>;
}

async function taken({ prepare, run }: Work): Promise<Taken> {
  await prepare?.();
  const [start, used] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Medians of works done in turn, so that a load from outside falls on all of them alike. The first round only warms up. */
export async function inTurn<K extends string>(works: Readonly<Record<K, Work>>, rounds: number): Promise<Record<K, Taken>> {
  const names = Object.keys(works) as K[];
  const all = Object.fromEntries(names.map((name) => [name, [] as Taken[]])) as unknown as Record<K, Taken[]>;
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const one = await taken(works[name]);
      if (round > 0 || rounds === 0) all[name].push(one);
    }
  const median = (name: K): Taken => ({ wall: middle(all[name].map(({ wall }) => wall)), cpu: middle(all[name].map(({ cpu }) => cpu)) });
  return Object.fromEntries(names.map((name) => [name, median(name)])) as Record<K, Taken>;
}

export function once(work: Work): Promise<Taken> {
  return taken(work);
}

export const seconds = ({ wall, cpu }: Taken): string =>
  `${(wall / 1000).toFixed(2).padStart(7)} s  ${(cpu / 1000).toFixed(2).padStart(7)} s of processor`;

/** How many times as long: on the wall, and of processor time. */
export const times = (long: Taken, short: Taken): string =>
  `${(long.wall / short.wall).toFixed(1)} × (processor ${(long.cpu / short.cpu).toFixed(1)} ×)`;

/** The exponent of growth: the slope of the straight line that fits the logarithms best. */
export function exponent(points: readonly { readonly size: number; readonly time: number }[]): number {
  const logs = points.map(({ size, time }) => [Math.log(size), Math.log(time)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
