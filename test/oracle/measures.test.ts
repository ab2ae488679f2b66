import { expect, test } from "vitest";
import { catalogue } from "./world.ts";
import { deviationOf, formatDecimal, parseDecimal } from "../../src/kernel/index.ts";
import { interpretTags } from "../../src/rules/index.ts";
import { Reading, readTagRule, tagSentence, type Scope } from "../../src/rules/index.ts";

const scope: Scope = { catalogue, tags: new Map(), timezone: "Asia/Shanghai" };
const asOf = Date.UTC(2026, 0, 15);

function read(measure: unknown) {
  const reading = new Reading(scope);
  const rule = readTagRule({ kind: "metric", value: { event: "Order", measure } }, "", reading);
  return { rule, issues: reading.issues };
}

/** The metric of a customer with an order of each amount. */
function metric(measure: unknown, amounts: readonly string[]): string | null {
  const { rule, issues } = read(measure);
  expect(issues).toEqual([]);
  const events = amounts.map((amount, index) => ({ event: "Order", time: asOf - index, properties: { amount: parseDecimal(amount)! } }));
  const [answers] = interpretTags(new Map([["m", rule!]]), [{ events, attributes: [] }], { asOf, timezone: "Asia/Shanghai" });
  const answer = answers!.get("m");
  return typeof answer === "bigint" ? formatDecimal(answer) : null;
}

test("percentiles are those of PERCENTILE.INC, medians those of MEDIAN", () => {
  const at = (percent: number | string) => metric({ percentile: { property: "amount", percent } }, ["1", "3", "2", "4"]);
  expect([at(30), at(0), at(100), at("50%"), at(33.3)]).toEqual(["1.9", "1", "4", "2.5", "1.999"]);
  expect(metric({ median: "amount" }, ["6", "1", "5", "2", "4", "3"])).toBe("3.5");
  expect(metric({ median: "amount" }, ["9", "1", "5"])).toBe("5");
  expect(metric({ median: "amount" }, [])).toBeNull();
  expect(metric({ percentile: { property: "amount", percent: 90 } }, ["-3.000001"])).toBe("-3.000001");
});

test("standard deviations are those of STDEV.S: cut after the sixth digit, missing of fewer than two values", () => {
  const values = ["1345", "1301", "1368", "1322", "1310", "1370", "1318", "1350", "1303", "1299"];
  expect(metric({ standardDeviation: "amount" }, values)).toBe("27.463915");
  expect(metric({ standardDeviation: "amount" }, ["5"])).toBeNull();
  expect(metric({ standardDeviation: "amount" }, ["5", "5", "5"])).toBe("0");
  expect(metric({ standardDeviation: "amount" }, ["999999999999", "-999999999999"])).toBe("1414213562371.680835");
});

test("a deviation is the largest number of six digits whose square is not above the variance", () => {
  for (let sum = 0n; sum < 3_000n; sum += 7n) {
    const squares = sum * sum + 5n;
    const root = deviationOf(sum, squares, 2n);
    const variance = (2n * squares - sum * sum) / 2n;
    expect(root * root <= variance && (root + 1n) * (root + 1n) > variance).toBe(true);
  }
});

test.each([[101], [-1], ["viele"], [undefined], ["1.0000001"]])("%s is refused as a percentile", (percent) => {
  expect(read({ percentile: { property: "amount", percent } }).issues.map(({ code }) => code)).toEqual(["RULE_PERCENT"]);
});

test("a percentile without a percent, of a text, or with an unknown key is refused", () => {
  const codes = (measure: unknown) => read(measure).issues.map(({ code }) => code);
  expect(codes({ percentile: "amount" })).toEqual(["RULE_SHAPE"]);
  expect(codes({ percentile: { property: "channel", percent: 5 } })).toEqual(["RULE_MEASURE_TYPE"]);
  expect(codes({ percentile: { property: "amount", percent: 5, of: 1 } })).toEqual(["RULE_UNKNOWN_KEY"]);
});

test("each reads as a sentence in both languages", () => {
  const sentence = (measure: unknown) => tagSentence(read(measure).rule!, scope);
  expect(sentence({ percentile: { property: "amount", percent: 90 } })).toEqual({
    zh: expect.stringContaining("90% 分位数"),
    en: expect.stringContaining("90% percentile of"),
  });
  expect(sentence({ median: "amount" })!.zh).toContain("中位数");
  expect(sentence({ standardDeviation: "amount" })!.zh).toContain("标准差");
});
