import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile } from "../../src/imports/index.ts";
import { BLANKS, INVISIBLE } from "../../src/kernel/index.ts";
import fc from "../support/properties.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

/** One value of a kind: the plain form, and any way of writing it. */
interface Spelled {
  readonly plain: string;
  readonly written: string;
}
const KINDS = ["city", "sp_points", "sp_member", "birthday", "sp_joined", "sp_watched"] as const;
type Kind = (typeof KINDS)[number];
type Person = { readonly [kind in Kind]: Spelled } & { readonly phones: readonly Spelled[] };

const unseen = fc.string({
  unit: fc.constantFrom(...[...BLANKS, ...INVISIBLE].filter(([from]) => from > 0x20).map(([from]) => String.fromCodePoint(from)), " "),
  maxLength: 3,
});
/** With blanks and marks around it, as copies bring them. */
const around = (value: fc.Arbitrary<Spelled>): fc.Arbitrary<Spelled> =>
  fc.tuple(unseen, value, unseen).map(([before, { plain, written }, after]) => ({ plain, written: before + written + after }));
const oneOf = (plain: string, ...ways: string[]): fc.Arbitrary<Spelled> =>
  fc.constantFrom(plain, ...ways).map((written) => ({ plain, written }));
const two = (value: number) => String(value).padStart(2, "0");
const wide = (text: string) => text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

const city = around(
  fc.constantFrom("上海", "Café", "Zürich", "São Paulo").chain((name) => oneOf(name.normalize("NFC"), name.normalize("NFD"))),
);
const points = around(
  fc.integer({ min: 1, max: 99_999 }).chain((cents) => {
    const plain = String(cents / 100);
    const grouped = plain.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","));
    return oneOf(
      plain,
      `￥${grouped}`,
      `¥ ${plain}`,
      wide(plain),
      `${plain}元`,
      `+${plain}`,
      `${plain}00`.replace(/^(\d+)00$/, "$1.00"),
      grouped,
    );
  }),
);
const member = around(
  fc.boolean().chain((yes) => (yes ? oneOf("true", "是", "TRUE", "Yes", "√") : oneOf("false", "否", "False", "no", "×"))),
);
const birthday = around(
  fc
    .tuple(fc.integer({ min: 1900, max: 2020 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .chain(([y, m, d]) => oneOf(`${y}-${two(m)}-${two(d)}`, `${y}/${m}/${d}`, `${y}年${m}月${d}日`, `${y}.${m}.${d}`, `${y}-${m}-${d}`)),
);
/** A column of instants has one form besides ISO; days are read cell by cell. */
const joined = around(
  fc.integer({ min: 0, max: 300 * 86_400 }).chain((seconds) => {
    const instant = Date.UTC(2025, 0, 1) + seconds * 1000;
    const plain = new Date(instant).toISOString();
    const here = new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19);
    return oneOf(plain, plain.replace(".000Z", "Z"), `${here}+08:00`, here.replace("T", " "));
  }),
);
const watched = around(
  fc
    .integer({ min: 1, max: 5_000 })
    .chain((minutes) =>
      oneOf(
        `${minutes}m`,
        `${Math.floor(minutes / 60)}h ${minutes % 60}m`,
        `${Math.floor(minutes / 60)}小时${minutes % 60}分钟`,
        `${minutes * 60}s`,
        `${minutes} Minutes`,
        `${minutes}　分`,
      ),
    ),
);
const phone = (number: number): fc.Arbitrary<Spelled> => {
  const digits = String(13_912_345_000 + number);
  const [a, b, c] = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)];
  return around(
    oneOf(
      `+86${digits}`,
      digits,
      `${a} ${b} ${c}`,
      `${a}-${b}-${c}`,
      wide(digits),
      `0086${digits}`,
      `(86)${digits}`,
      `tel:+86-${a}-${b}-${c}`,
    ),
  );
};

/** The same people at every run; three ways of saying each. */
const SEED = Number(process.env["PROPERTY_SEED"] ?? 20_260_522);
const WAYS = ["api", "tracking", "file"] as const;
const people: readonly Person[] = Array.from({ length: 60 }, (_, index) => {
  const person = fc.record({
    city,
    sp_points: points,
    sp_member: member,
    birthday,
    sp_joined: joined,
    sp_watched: watched,
    phones: fc.tuple(phone(index), phone(index)),
  });
  return fc.sample(person, { numRuns: 1, seed: SEED + index })[0]!;
});

let tagwise: TrackedApp;
const DAY = "2026-01-05T08:00:00Z";
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

beforeAll(async () => {
  tagwise = await openTracked({ clock: () => Date.parse("2026-01-06T00:00:00Z") });
  // What each attribute is was said before by a value of its own type.
  await send([
    {
      identities: { crm: "first" },
      attributes: { sp_points: 1, sp_member: true, sp_joined: DAY, birthday: "2000-01-01", sp_watched: "1h 5m" },
      at: DAY,
    },
  ]);
  await send(people.map((person, index) => ({ identities: { crm: `plain${index}` }, attributes: valuesOf(person, "plain"), at: DAY })));
  await send(people.map((person, index) => ({ identities: { crm: `api${index}` }, attributes: valuesOf(person, "written"), at: DAY })));
  const secret = await tagwise.key("sender");
  const batch = people.map((person, index) => ({
    type: "identify",
    messageId: `m${index}`,
    userId: `tracking${index}`,
    timestamp: DAY,
    traits: valuesOf(person, "written"),
  }));
  const answer = await fetch(`${tagwise.url}/v1/batch`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}`, "content-type": "application/json" },
    body: JSON.stringify({ batch }),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  await load(
    "people.csv",
    ["crm", ...KINDS],
    people.map((person, index) => [`file${index}`, ...KINDS.map((kind) => person[kind].written)]),
    {
      identities: { crm: "crm" },
      attributes: Object.fromEntries(KINDS.map((kind) => [kind, kind])),
    },
  );
  await send(
    people.map(({ phones }, index) => ({ identities: { phone: phones[0]!.written }, attributes: { sp_sent: index + 1 }, at: DAY })),
  );
  await load(
    "phones.csv",
    ["mobile", "row"],
    people.map(({ phones }, index) => [phones[1]!.written, String(index + 1)]),
    {
      identities: { phone: "mobile" },
      attributes: { sp_row: "row" },
    },
  );
});
afterAll(() => tagwise.close());

function valuesOf(person: Person, as: "plain" | "written"): Record<string, unknown> {
  const typed = (kind: Kind, text: string) =>
    as === "written" ? text : kind === "sp_points" ? Number(text) : kind === "sp_member" ? text === "true" : text;
  return Object.fromEntries(KINDS.map((kind) => [kind, typed(kind, person[kind][as])]));
}
async function send(customers: readonly object[]): Promise<void> {
  const answer = await tagwise.ask("administrator", { method: "POST", url: "/api/customers", payload: { customers } });
  expect(answer.json<{ results: { issues: unknown[] }[] }>().results.flatMap(({ issues }) => issues)).toEqual([]);
}
async function load(name: string, heading: readonly string[], rows: readonly (readonly string[])[], mapping: object): Promise<void> {
  const path = join(tagwise.app.config.dataDir, name);
  writeFileSync(path, [heading, ...rows].map((row) => row.map(quoted).join(",")).join("\n"));
  const report = await importFile({ ctx: tagwise.ctx, input: { path, mapping } });
  expect(report.reasons).toEqual([]);
}
const refOf = (way: "plain" | (typeof WAYS)[number], index: number) => `${way === "tracking" ? "user" : "crm"}:${way}${index}`;
const attributesOf = async (ref: string) => (await tagwise.customer(ref))!.attributes;

/** What was said plainly of each person, read once for all ways. */
let plainly: Promise<Record<string, unknown>>[] | undefined;

test.for(WAYS)("whatever a value's spelling, by %s it is the value", async (way) => {
  plainly ??= people.map((_, index) => attributesOf(refOf("plain", index)));
  for (const [index, person] of people.entries()) {
    const [plain, written] = [await plainly[index]!, await attributesOf(refOf(way, index))];
    for (const kind of KINDS)
      expect({ kind, written: person[kind].written, value: written[kind] }).toEqual({
        kind,
        written: person[kind].written,
        value: plain[kind],
      });
  }
});

test("whatever a phone number's spelling, by API and by file it is the same customer", async () => {
  for (const [index, { phones }] of people.entries()) {
    const found = await tagwise.customer(`phone:${phones[0]!.plain}`);
    const written = phones.map((phone) => phone.written);
    expect({ written, is: found?.attributes }).toEqual({ written, is: { sp_sent: String(index + 1), sp_row: String(index + 1) } });
  }
});

test("whatever the spelling, members and exports are the same", async () => {
  const tags = [
    { code: "in_shanghai", rule: { attribute: "city", is: "上海" } },
    { code: "accent", rule: { attribute: "city", in: ["Café", "Zürich", "São Paulo"] } },
    { code: "much", rule: { attribute: "sp_points", is: ">= 500" } },
    { code: "members", rule: { attribute: "sp_member", is: true } },
    { code: "grown", rule: { attribute: "birthday", age: ">= 40" } },
    { code: "early", rule: { attribute: "sp_joined", before: "2025-06-01" } },
  ];
  const { job } = (await tagwise.ask("administrator", { method: "POST", url: "/api/tags/apply", payload: { document: { tags } } })).json<{
    job: string;
  }>();
  expect(await tagwise.ended(job)).toMatchObject({ state: "done" });
  const columns = [
    "identity.crm",
    "identity.user",
    ...KINDS.map((kind) => `attribute.${kind}`),
    ...tags.map(({ code }) => `tag.${code}`),
  ].join(",");
  const answer = await tagwise.ask("administrator", { url: `/api/export?format=csv&columns=${columns}` });
  expect(answer.statusCode, answer.body).toBe(200);
  const lines = new Map(
    answer.body
      .replace(/^\ufeff/, "")
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => /^([^,]*),([^,]*),(.*)$/.exec(line)!)
      .map(([, crm, user, rest]) => [crm || user, rest] as const),
  );
  for (const index of people.keys())
    for (const way of WAYS) expect([way, index, lines.get(`${way}${index}`)]).toEqual([way, index, lines.get(`plain${index}`)]);
  expect(new Set(lines.values()).size).toBeGreaterThan(50);
});
