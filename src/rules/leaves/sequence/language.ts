import { fixedLength, type Text } from "../../../kernel/index.ts";
import type { SequenceLeaf, SequenceStep } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { objectOf, ref, text, type Keys } from "../../language/schema.ts";
import { describe, isObject, join, type Reading } from "../../language/scope.ts";
import { readDuration } from "../../language/values.ts";
import { durationWords } from "../../language/words.ts";
import { readEventName, readWhere } from "../event/names.ts";
import { eventWords } from "../event/words.ts";
import { isEmptyWindow, NOTHING } from "../../language/sense/subject.ts";

const MAX_STEPS = 10;

const FIRST: Keys = { event: text("行为的名称", "name of an event"), where: ref("where") };
const STEP: Keys = { ...FIRST, within: ref("length", "距上一步多久之内", "at most this long after the step before") };
const WITHOUT: Keys = {
  notFollowedBy: objectOf(FIRST, ["event"], {
    description: { zh: "其后没有发生的行为；只能作最后一步", en: "what did not follow; the last step only" },
  }),
  within: ref("length", "在多久之内", "within this time"),
};

const KEYS: Keys = {
  sequence: {
    type: "array",
    items: {
      if: { required: ["notFollowedBy"] },
      then: objectOf(WITHOUT, ["notFollowedBy", "within"]),
      else: objectOf(STEP, ["event"]),
    },
    minItems: 2,
    maxItems: MAX_STEPS,
    description: { zh: "依次发生的步骤", en: "steps in the order in which they happened" },
  },
  within: ref("length", "全部在近多久之内", "all within this time until now"),
};

/**
 * `{ sequence: [{ event: Product Added }, { event: Order Completed, within: 24h }], within: 30d }`, and with a last step `{ notFollowedBy:
 * { event: Order Completed }, within: 24h }`. A step's `within` counts from the previous step; that of the leaf counts back from asOf.
 */
export const sequenceLanguage: LeafLanguage<SequenceLeaf> = {
  key: "sequence",
  keys: KEYS,
  needs: ["sequence"],
  read(raw, path, reading) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
    const at = join(path, "sequence");
    const list = raw["sequence"];
    if (!Array.isArray(list)) return reading.shape(at, list, "步骤的列表", "a list of steps");
    if (list.length < 2) return reading.shape(at, list, "至少两个步骤", "at least two steps");
    if (list.length > MAX_STEPS) return reading.wrong(at, "RULE_TOO_LONG", { key: "sequence", limit: MAX_STEPS, found: list.length });
    const before = reading.issues.length;
    const window = raw["within"] === undefined ? undefined : readDuration(raw["within"], join(path, "within"), reading);
    const last = list.at(-1) as unknown;
    const negative = isObject(last) && "notFollowedBy" in last;
    const steps = (negative ? list.slice(0, -1) : list).map((step: unknown, index) => readStep(step, index, join(at, index), reading));
    const without = negative ? readWithout(last, join(at, list.length - 1), reading) : null;
    if (reading.issues.length > before || without === undefined) return undefined;
    return {
      kind: "sequence",
      steps: steps as SequenceStep[],
      without,
      window: window ? { kind: "rolling", within: window } : { kind: "lifetime" },
    };
  },
  sentence(leaf, words) {
    const steps = leaf.steps.map((step) => ({
      words: eventWords(step.event, step.where, words),
      within: step.within && durationWords(step.within),
    }));
    const zh = steps
      .map(({ words: step, within }, index) => (index === 0 ? step.zh : `，${within ? `其后${within.zh}内` : "其后"}${step.zh}`))
      .join("");
    const en = steps
      .map(({ words: step, within }, index) => (index === 0 ? step.en : `, then ${step.en}${within ? ` within ${within.en}` : ""}`))
      .join("");
    const window = leaf.window.kind === "rolling" ? durationWords(leaf.window.within) : undefined;
    const without = leaf.without && {
      words: eventWords(leaf.without.event, leaf.without.where, words),
      within: durationWords(leaf.without.within),
    };
    return {
      zh: `${window ? `近${window.zh}` : ""}${zh}${without ? `，其后${without.within.zh}内没有${without.words.zh}` : ""}`,
      en: `${en}${without ? `, and no ${without.words.en} within ${without.within.en} after` : ""}${window ? `, in the last ${window.en}` : ""}`,
    };
  },
  wanted: (leaf): Text =>
    leaf.without ? { zh: "发生且其后没有", en: "happened, and not followed" } : { zh: "依次发生", en: "happened in this order" },
  reads: (leaf) => [...leaf.steps, ...(leaf.without ? [leaf.without] : [])].map(({ event }) => ({ kind: "event", event })),
  missing: () => null,
  asked: ({ window, steps }) => (isEmptyWindow(window) || steps.some(({ within: limit }) => limit?.count === 0) ? NOTHING : undefined),
  shownFields: () => [],
  // Every step, and the event that must not follow.
  counted: ({ steps, without, window }) =>
    [...steps, ...(without ? [without] : [])].map(({ event, where }) => ({ event, where, measure: { kind: "count" }, window })),
};

function readStep(raw: unknown, index: number, path: string, reading: Reading): SequenceStep | undefined {
  if (!isObject(raw)) return reading.shape(path, raw, "一个步骤，如 { event: … }", "a step, such as { event: … }");
  if ("notFollowedBy" in raw) return reading.shape(path, "notFollowedBy", "只能作最后一步", "the last step only");
  reading.onlyKeys(raw, Object.keys(index === 0 ? FIRST : STEP), path);
  return stepOf(raw, raw["within"], path, path, reading);
}

function readWithout(raw: Record<string, unknown>, path: string, reading: Reading): SequenceLeaf["without"] | undefined {
  reading.onlyKeys(raw, Object.keys(WITHOUT), path);
  const at = join(path, "notFollowedBy");
  const step = raw["notFollowedBy"];
  if (!isObject(step)) return reading.shape(at, step, "一个步骤，如 { event: … }", "a step, such as { event: … }");
  reading.onlyKeys(step, Object.keys(FIRST), at);
  if (raw["within"] === undefined) return reading.shape(join(path, "within"), undefined, "一个时长，如 24h", "a duration, such as 24h");
  const read = stepOf(step, raw["within"], at, path, reading);
  return read && read.within ? { ...read, within: read.within } : undefined;
}

function stepOf(
  raw: Record<string, unknown>,
  within: unknown,
  path: string,
  withinPath: string,
  reading: Reading,
): SequenceStep | undefined {
  const event = readEventName(raw["event"], join(path, "event"), reading);
  const where = event && readWhere(raw["where"], event, join(path, "where"), reading);
  const at = join(withinPath, "within");
  const duration = within === undefined ? null : readDuration(within, at, reading);
  // Months differ in length, so a distance between two events cannot be in months.
  if (duration && fixedLength(duration) === undefined) return reading.wrong(at, "RULE_DURATION", { found: describe(within) });
  return event && where && duration !== undefined ? { event: event.code, where, within: duration } : undefined;
}
