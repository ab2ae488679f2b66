import type { Instant, Text } from "../kernel/index.ts";
import { eventWords, timeWords, type Columns, type Predicate, type Scope, type SequenceLeaf, type SequenceStep } from "../rules/index.ts";

type Asked = Extract<Predicate, { kind: "sequence" }>;
type Words = Pick<Scope, "catalogue" | "timezone">;

/** The state of a customer's sequence: the instants of a chain that holds, or the first step that fails and why. */
export function observeSequence(
  leaf: SequenceLeaf,
  { steps, without }: Asked,
  columns: Columns,
  { asOf, words }: { readonly asOf: Instant; readonly words: Words },
): Text {
  const timesOf = (column: string) => (columns(column) as readonly Instant[] | undefined) ?? [];
  const named = (step: SequenceStep) => eventWords(step.event, step.where, words);
  const at = (instant: Instant) => timeWords(instant, words.timezone);
  // For each step the instants that a chain can reach, each with the instant of the previous step.
  const reached: ReadonlyMap<Instant, Instant | null>[] = [];
  for (const [index, { times, within }] of steps.entries()) {
    const own = timesOf(times);
    const before = index === 0 ? null : [...reached[index - 1]!.keys()];
    const now = new Map<Instant, Instant | null>();
    for (const time of own) {
      const from = before === null ? null : lastBefore(before, time);
      if (from !== undefined && (from === null || within === null || time - from <= within)) now.set(time, from);
    }
    if (now.size === 0) return broken(index, named(leaf.steps[index]!), own, before, within, at);
    reached.push(now);
  }
  const ends = [...reached.at(-1)!.keys()];
  if (without === null) return chainWords(leaf, reached, ends.at(-1)!, named, at);
  const forbidden = timesOf(without.times);
  const [last, what] = [named(leaf.steps.at(-1)!), named(leaf.without!)];
  const length = spanWords(without.within);
  const breaking = (end: Instant) => forbidden.find((time) => time > end && time <= end + without.within);
  const open = ends.filter((end) => breaking(end) === undefined);
  const kept = open.findLast((end) => end + without.within <= asOf);
  if (kept !== undefined)
    return {
      zh: `${at(kept)} ${last.zh}之后${length.zh}内没有${what.zh}`,
      en: `${last.en} at ${at(kept)}, and no ${what.en} within ${length.en} after`,
    };
  const waiting = open.at(-1);
  if (waiting !== undefined)
    return {
      zh: `最近一次${last.zh}在 ${at(waiting)}，还没满${length.zh}`,
      en: `the last ${last.en} was at ${at(waiting)}; ${length.en} are not over yet`,
    };
  const end = ends.at(-1)!;
  return {
    zh: `${at(end)} ${last.zh}之后，${at(breaking(end)!)} 有${what.zh}`,
    en: `${last.en} at ${at(end)} was followed by ${what.en} at ${at(breaking(end)!)}`,
  };
}

function broken(
  index: number,
  step: Text,
  own: readonly Instant[],
  before: readonly Instant[] | null,
  within: number | null,
  at: (instant: Instant) => string,
): Text {
  const which = { zh: `第 ${index + 1} 步${step.zh}`, en: `step ${index + 1}, ${step.en},` };
  if (own.length === 0 || before === null) return { zh: `${which.zh}没有发生`, en: `${which.en} did not happen` };
  const gap = own.reduce((least, time) => Math.min(least, time - (lastBefore(before, time) ?? -Infinity)), Infinity);
  if (gap < Infinity) {
    const [nearest, limit] = [spanWords(gap), spanWords(within!)];
    return {
      zh: `${which.zh}最快在上一步之后${nearest.zh}，超过${limit.zh}`,
      en: `${which.en} came ${nearest.en} after the step before at the soonest, not within ${limit.en}`,
    };
  }
  const earlier = new Set(before);
  const same = own.findLast((time) => earlier.has(time));
  if (same !== undefined)
    return {
      zh: `${which.zh}与上一步在同一时刻（${at(same)}），不算在其后`,
      en: `${which.en} was at the same instant as the step before (${at(same)}), which is not after it`,
    };
  return {
    zh: `${which.zh}只发生在上一步之前（最近 ${at(own.at(-1)!)}）`,
    en: `${which.en} happened only before the step before it (last at ${at(own.at(-1)!)})`,
  };
}

/** The last of some sorted instants that lies before another instant. */
function lastBefore(instants: readonly Instant[], time: Instant): Instant | undefined {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return instants[low - 1];
}

function chainWords(
  leaf: SequenceLeaf,
  reached: readonly ReadonlyMap<Instant, Instant | null>[],
  end: Instant,
  named: (step: SequenceStep) => Text,
  at: (instant: Instant) => string,
): Text {
  const chain: Instant[] = [];
  let time: Instant | null = end;
  for (let index = reached.length - 1; index >= 0 && time !== null; index--) {
    chain.unshift(time);
    time = reached[index]!.get(time) ?? null;
  }
  const parts = chain.map((instant, index) => {
    const step = named(leaf.steps[index]!);
    return { zh: `${at(instant)} ${step.zh}`, en: `${step.en} at ${at(instant)}` };
  });
  return { zh: parts.map(({ zh }) => zh).join(" → "), en: parts.map(({ en }) => en).join(" → ") };
}

const UNITS = [
  { length: 86_400_000, zh: "天", en: "day" },
  { length: 3_600_000, zh: "小时", en: "hour" },
  { length: 60_000, zh: "分钟", en: "minute" },
  { length: 1_000, zh: "秒", en: "second" },
] as const;

/** A distance in its two largest units, `1天2小时`; below one second in milliseconds. */
function spanWords(milliseconds: number): Text {
  let left = milliseconds;
  const parts: Text[] = [];
  for (const { length, zh, en } of UNITS) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0 && parts.length < 2) parts.push({ zh: `${count}${zh}`, en: `${count} ${en}${count === 1 ? "" : "s"}` });
  }
  if (parts.length === 0) return { zh: `${milliseconds}毫秒`, en: `${milliseconds} ms` };
  return { zh: parts.map(({ zh }) => zh).join(""), en: parts.map(({ en }) => en).join(" ") };
}
