import type { Text } from "../../../kernel/index.ts";
import type { CycleLeaf } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { objectOf, ref, text, type Keys } from "../../language/schema.ts";
import { describe, isObject, join } from "../../language/scope.ts";
import { readDuration } from "../../language/values.ts";
import { durationWords } from "../../language/words.ts";
import { arrayOf, readEventName, readProperty, readWhere } from "../event/names.ts";
import { propertyName } from "../event/where.ts";
import { eventWords } from "../event/words.ts";

const MOST_INTERVALS = 1_000;

const REPEATED: Keys = {
  event: text("行为的名称", "name of an event"),
  where: ref("where"),
  by: text("区分商品的行为属性", "property that tells the products apart"),
  quantity: text("数量所在的行为属性", "property with the quantity"),
};

const KEYS: Keys = {
  cycle: objectOf(REPEATED, ["event", "by"], { description: { zh: "反复发生的行为", en: "what is repeated" } }),
  dueWithin: ref("length", "多久之内该再次发生", "within what time the next is due"),
  minimumIntervals: {
    type: ["integer", "string"],
    minimum: 1,
    maximum: MOST_INTERVALS,
    description: { zh: "至少几个间隔才算，默认 3", en: "intervals needed at least; 3 by default" },
  },
};

/**
 * `{ cycle: { event: Order Completed, by: "products[].sku", quantity: "products[].quantity" }, dueWithin: 90d, minimumIntervals: 3 }`: a
 * product will soon be used up, by the interval between the customer's own purchases of it. minimumIntervals is 3 by default.
 */
export const cycleLanguage: LeafLanguage<CycleLeaf> = {
  key: "cycle",
  keys: KEYS,
  needs: ["cycle", "dueWithin"],
  read(raw, path, reading) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
    const at = join(path, "cycle");
    const repeated = raw["cycle"];
    const before = reading.issues.length;
    const dueWithin = readDuration(raw["dueWithin"], join(path, "dueWithin"), reading);
    const minimum = raw["minimumIntervals"] ?? 3;
    const minimumIntervals = typeof minimum === "number" || typeof minimum === "string" ? Number(minimum) : Number.NaN;
    if (!Number.isInteger(minimumIntervals) || minimumIntervals < 1 || minimumIntervals > MOST_INTERVALS)
      reading.shape(join(path, "minimumIntervals"), minimum, `1 到 ${MOST_INTERVALS} 的整数`, `a whole number from 1 to ${MOST_INTERVALS}`);
    if (!isObject(repeated)) return reading.shape(at, repeated, "{ event: …, by: … }", "{ event: …, by: … }");
    reading.onlyKeys(repeated, Object.keys(REPEATED), at);
    const event = readEventName(repeated["event"], join(at, "event"), reading);
    if (!event) return undefined;
    const where = readWhere(repeated["where"], event, join(at, "where"), reading);
    const by = readProperty(repeated["by"], event, join(at, "by"), reading);
    const quantity = repeated["quantity"] === undefined ? null : readProperty(repeated["quantity"], event, join(at, "quantity"), reading);
    if (by && by.type !== "text")
      reading.wrong(join(at, "by"), "RULE_MEASURE_TYPE", { measure: "cycle", property: by.code, type: by.type });
    if (quantity && quantity.type !== "number")
      reading.wrong(join(at, "quantity"), "RULE_MEASURE_TYPE", { measure: "cycle", property: quantity.code, type: quantity.type });
    if (by && quantity && arrayOf(by) !== arrayOf(quantity))
      reading.wrong(join(at, "quantity"), "RULE_CYCLE_LIST", { by: by.code, quantity: describe(quantity.code) });
    if (!where || !by || quantity === undefined || !dueWithin || reading.issues.length > before) return undefined;
    return { kind: "cycle", event: event.code, where, by: by.code, quantity: quantity?.code ?? null, minimumIntervals, dueWithin };
  },
  sentence(leaf, words) {
    const event = eventWords(leaf.event, leaf.where, words);
    const by = propertyName(leaf.event, leaf.by, words);
    const wanted = this.wanted(leaf, words);
    const own = leaf.quantity === null ? { zh: "", en: "" } : { zh: "（按数量折算）", en: " (by quantity)" };
    return {
      zh: `按${event.zh}中每种${by.zh}自己的周期${own.zh}，${wanted.zh}`,
      en: `by the customer's own cycle of each ${by.en} in ${event.en}${own.en}, ${wanted.en}`,
    };
  },
  wanted(leaf): Text {
    const length = durationWords(leaf.dueWithin);
    return { zh: `${length.zh}内该再次购买`, en: `the next is due within ${length.en}` };
  },
  reads: (leaf) => [{ kind: "event", event: leaf.event }],
  missing: () => null,
  asked: () => undefined,
  shownFields({ event, by }, catalogue) {
    const field = catalogue.events.get(event)?.properties.get(by);
    return field ? [field] : [];
  },
  counted: ({ event, where }) => [{ event, where, measure: { kind: "count" }, window: { kind: "lifetime" } }],
};
