import type { Text } from "../../kernel/index.ts";
import {
  both,
  eventColumnOf,
  measureWords,
  type Aggregate,
  type EventMeasure,
  type MeasureColumn,
  type Pass,
  type Scope,
} from "../../rules/index.ts";

type Words = Pick<Scope, "catalogue" | "tags" | "timezone">;

/** What a pass reads, as text: 行为「完成订单」. */
export function sourceWords(source: Pass["source"], words: Words): Text {
  const event = (code: string): Text => words.catalogue.events.get(code)?.name ?? both(code);
  const attribute = (code: string): Text => words.catalogue.attributes.get(code)?.name ?? both(code);
  switch (source.kind) {
    case "event":
      return {
        zh: `行为「${event(source.event).zh}」${source.since ? "（另一行为之后的）" : ""}`,
        en: `Events: ${event(source.event).en}${source.since ? ", after another event" : ""}`,
      };
    case "events":
      return {
        zh: `行为${source.events.map((code) => `「${event(code).zh}」`).join("、")}的先后`,
        en: `The order of events: ${source.events.map((code) => event(code).en).join(", ")}`,
      };
    case "attribute":
      return { zh: `属性「${attribute(source.attribute).zh}」`, en: `Attribute: ${attribute(source.attribute).en}` };
    case "membershipHistory": {
      const name = words.tags.get(source.tag)?.name ?? both(source.tag);
      return { zh: `标签「${name.zh}」的进出记录`, en: `The history of the tag ${name.en}` };
    }
    case "ranked":
      return { zh: `全部客户按「${event(source.event).zh}」排名`, en: `Everybody ranked by ${event(source.event).en}` };
    case "cycle":
      return { zh: `全部客户「${event(source.cycle.event).zh}」的购买周期`, en: `Everybody's cycles of ${event(source.cycle.event).en}` };
  }
}

export function namesOf(source: Pass["source"]): string[] {
  switch (source.kind) {
    case "event":
    case "ranked":
      return [source.event];
    case "events":
      return [...source.events];
    case "cycle":
      return [source.cycle.event];
    case "attribute":
      return [source.attribute];
    case "membershipHistory":
      return [source.tag];
  }
}

/** What a column holds, as text: 近365天「完成订单」的金额合计. */
export function columnWords({ source, aggregate }: MeasureColumn, words: Words): Text {
  const measured = eventOf(source, aggregate);
  if (measured) {
    const label = measureWords(measured, words);
    return aggregate.kind === "known" ? { zh: `${label.zh}：有几个值`, en: `How many values: ${label.en}` } : label;
  }
  switch (aggregate.kind) {
    case "latest":
      return { zh: "当前的值", en: "the value as of the instant" };
    case "entered":
      return { zh: "何时进入", en: "when it was entered" };
    case "rank":
      return aggregate.side === "top"
        ? { zh: "从高到低的名次", en: "position from the top" }
        : { zh: "从低到高的名次", en: "position from the bottom" };
    case "ranked":
      return { zh: "参加排名的人数", en: "how many are ranked" };
    case "cycles":
      return { zh: "每样东西的周期", en: "the cycle of each thing" };
    default:
      return both(aggregate.kind);
  }
}

/** The aggregate as the measure that a rule would write; null for columns that no rule writes. */
function eventOf(source: MeasureColumn["source"], aggregate: Aggregate): EventMeasure | null {
  if (!("window" in aggregate)) return null;
  const event = aggregate.kind === "times" ? aggregate.event : source.kind === "event" || source.kind === "ranked" ? source.event : null;
  return event === null
    ? null
    : { event, where: aggregate.where, window: aggregate.window, measure: eventColumnOf(aggregate).measure(aggregate) };
}
