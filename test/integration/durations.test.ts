import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportCustomers } from "../../src/exports/index.ts";
import { importFile } from "../../src/imports/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

/** Visits and how long each took; whom they are of. */
const VISITS = [
  ["a", "2h 30m", "门店"],
  ["a", "45分钟", "网店"],
  ["b", "２０ｍ", "网店"],
  ["b", "25 mins", "门店"],
  ["c", "-", "门店"],
] as const;
const TAGS = [
  { code: "long", name: "久留", rule: { event: "Visit", measure: { sum: "stay" }, is: ">= 3h" } },
  { code: "usual", name: "通常", rule: { event: "Visit", measure: { median: "stay" }, is: { between: ["20m", "23分"] } } },
  { code: "once", name: "长访", rule: { event: "Visit", where: { stay: { gt: "２小时" } } } },
  { code: "patient", name: "耐心", rule: { attribute: "waited", gte: "1d 2h" } },
  { code: "stay", name: "平均停留", kind: "metric", value: { event: "Visit", measure: { average: "stay" } } },
  {
    code: "longer",
    name: "停留更久",
    rule: { trend: { event: "Visit", measure: { sum: "stay" } }, window: "30d", difference: "> 1h", before: ">= 0m" },
  },
  { code: "metric", name: "按指标", rule: { metric: "stay", is: "> 1小时" } },
];
let tagwise: TrackedApp;

beforeAll(async () => {
  tagwise = await openTracked({ clock: () => Date.parse("2026-01-06T00:00:00Z") });
  const path = join(tagwise.app.config.dataDir, "visits.csv");
  writeFileSync(
    path,
    ["id,t,stay,channel", ...VISITS.map(([id, stay, channel], day) => `${id},2026-01-0${day + 1},${stay},${channel}`)].join("\n"),
  );
  const mapping = { event: "Visit", time: "t", identities: { crm: "id" }, properties: { stay: "stay", channel: "channel" } };
  await importFile({ ctx: tagwise.ctx, input: { path, mapping } });
  await send([
    { identities: { crm: "a" }, attributes: { waited: "1天 2个小时" } },
    { identities: { crm: "b" }, attributes: { waited: "26 hours" } },
    { identities: { crm: "c" }, attributes: { waited: "９０分钟" } },
  ]);
  await applyTags({ ctx: tagwise.ctx, input: { document: { tags: TAGS }, prune: false } });
  await evaluateTags({ ctx: tagwise.ctx, input: {} });
});
afterAll(() => tagwise.close());

async function send(customers: readonly object[]): Promise<{ results: { issues: { code: string; zh: string }[] }[] }> {
  return (await tagwise.ask("administrator", { method: "POST", url: "/api/customers", payload: { customers } })).json();
}
async function get<T>(url: string): Promise<T> {
  return (await tagwise.ask("administrator", { url })).json<T>();
}
const tagsOf = async (ref: string) =>
  (await get<{ tags: { code: string; value: string | null }[] }>(`/api/customers/${ref}`)).tags
    .map(({ code, value }) => (value === null ? code : `${code}=${value}`))
    .toSorted();

test("durations of a file and of programs are recognised, and the API shows them with their units", async () => {
  const { attributes, events } = await get<{
    attributes: { code: string; type: string }[];
    events: { code: string; properties: { code: string; type: string }[] }[];
  }>("/api/catalogue");
  expect(attributes.find(({ code }) => code === "waited")?.type).toBe("duration");
  expect(events.find(({ code }) => code === "Visit")?.properties.find(({ code }) => code === "stay")?.type).toBe("duration");
  expect((await tagwise.customer("crm:a"))?.attributes["waited"]).toBe("1d 2h");
  expect((await tagwise.events("crm:a")).map(({ properties }) => properties["stay"])).toEqual(["2h 30m", "45m"]);
});

test("sums, medians, averages, comparisons and trends of durations decide tags, and a metric is a duration", async () => {
  expect(await tagsOf("crm:a")).toEqual(["long", "longer", "metric", "once", "patient", "stay=1h 37m 30s"]);
  expect(await tagsOf("crm:b")).toEqual(["patient", "stay=22m 30s", "usual"]);
  expect(await tagsOf("crm:c")).toEqual([]);
  const { spread } = await get<{ spread: object }>("/api/tags/stay");
  expect(spread).toEqual({ customers: 2, minimum: "22m 30s", median: "22m 30s", average: "1h", maximum: "1h 37m 30s" });
});

test("why and sentences write durations in words of both languages", async () => {
  const sentence = async (code: string) => (await get<{ sentence: { zh: string; en: string } }>(`/api/tags/${code}`)).sentence;
  expect(await sentence("long")).toEqual({ zh: "「Visit」的stay合计 ≥ 3小时", en: "Sum of stay over Visit ≥ 3h" });
  expect((await sentence("once")).zh).toContain("stay > 2小时");
  expect((await sentence("longer")).zh).toContain("差 > 1小时（再前30天 ≥ 0秒）");
  const why = async (code: string) => JSON.stringify((await get<{ trees: object }>(`/api/customers/crm:a/why/${code}`)).trees);
  expect(await why("long")).toContain('"zh":"3小时15分","en":"3h 15m"');
  expect(await why("patient")).toContain('"zh":"1天2小时","en":"1d 2h"');
});

test("a number without a unit is no duration: in a message, in a file and in a rule", async () => {
  const answer = await send([{ identities: { crm: "d" }, attributes: { waited: 90 } }]);
  expect(answer.results[0]!.issues[0]!.zh).toContain("时长，如 2小时30分、2h 30m、90m");
  const path = join(tagwise.app.config.dataDir, "waited.csv");
  writeFileSync(path, "id,waited\ne,90\nf,3个月\ng,1h\n");
  const report = await importFile({
    ctx: tagwise.ctx,
    input: { path, mapping: { identities: { crm: "id" }, attributes: { waited: "waited" } } },
  });
  expect(report.reasons).toEqual([expect.objectContaining({ code: "DURATION_UNREADABLE", rows: 2 })]);
  const refused = await tagwise.ask("administrator", {
    method: "POST",
    url: "/api/rules/preview",
    payload: { definition: { rule: { attribute: "waited", gte: 90 } } },
  });
  expect(JSON.stringify(refused.json())).toContain("RULE_DURATION_VALUE");
});

test("an export writes durations and metrics of durations with their units, in every format", async () => {
  const columns = "identity.crm,attribute.waited,tag.stay";
  const { stream } = await exportCustomers({ ctx: tagwise.ctx, input: { format: "csv", columns, headings: "codes", where: "long" } });
  const text = (await buffer(stream)).toString("utf8");
  expect(text).toContain("1d 2h");
  expect(text).toContain("1h 37m 30s");
  expect(text).toContain("attribute.waited:duration");
});

test("a text attribute of durations becomes one of durations, and back", async () => {
  await send([{ identities: { crm: "h" }, attributes: { call: "通话" }, at: "2026-01-01T00:00:00Z" }]);
  await send([{ identities: { crm: "h" }, attributes: { call: "1h 5m" }, at: "2026-01-02T00:00:00Z" }]);
  const retype = async (type: string) =>
    (await tagwise.ask("administrator", { method: "PATCH", url: "/api/catalogue/attributes/call", payload: { type } })).statusCode;
  expect(await retype("duration")).toBeLessThan(300);
  expect((await tagwise.customer("crm:h"))?.attributes["call"]).toBe("1h 5m");
  expect(await retype("text")).toBeLessThan(300);
  expect((await tagwise.customer("crm:h"))?.attributes["call"]).toBe("1h 5m");
});
