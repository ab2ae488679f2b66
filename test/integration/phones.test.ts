import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findCustomer } from "../../src/identity/index.ts";
import { trackMessages, upsertCustomers } from "../../src/tracking/index.ts";
import { openImporting, type Importing } from "../support/importing.ts";

let to: Importing;
beforeAll(async () => {
  to = await openImporting();
});
afterAll(() => to.engine.close());

const wide = (text: string) => text.replace(/[0-9+@.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** Spellings of one phone number that people and programs leave in cells and messages. */
const spelled = (digits: string) =>
  fc.constantFrom(
    digits,
    `+86 ${digits}`,
    `0086-${digits}`,
    `(86)${digits}`,
    `（+86）${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`,
    wide(digits),
    `\u202a${digits}\u202c`,
    `${digits.slice(0, 3)}\u2011${digits.slice(3, 7)}\u2013${digits.slice(7)}`,
    `${digits.slice(0, 3)}\u00a0${digits.slice(3, 7)}\u2009${digits.slice(7)}\ufeff`,
    `tel:+86-${digits}`,
    `电话：${digits}`,
    `'${digits}`,
    `${digits}.0`,
    `${digits[0]}.${digits.slice(1)}E+10`,
    `${digits}（微信同号）`,
  );
const mailed = (name: string) =>
  fc.constantFrom(
    `${name}@shop.cn`,
    `${name.toUpperCase()}@Shop.CN`,
    wide(`${name}@shop.cn`),
    `mailto:${name}@shop.cn`,
    `<${name}@shop.cn>`,
    `"Li" <${name}@shop.cn>`,
    `\u200e${name}\u200b@shop.cn\u00a0`,
  );
let runs = 0;

test(
  "any spelling of a phone number and an address is the same customer, from a file, the API and tracking",
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (random) => {
        const digits = `139${String(40_000_000 + ++runs)}`;
        const name = `p${runs}x`;
        const pick = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: 1, seed: random.next().value as number })[0]!;
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const rows = [1, 2, 3].map((index) => `${quoted(pick(spelled(digits)))},${quoted(pick(mailed(name)))},f${runs}-${index}`);
        const report = await to.load(`s${runs}.csv`, ["phone,email,wecom", ...rows].join("\n"), {
          identities: { phone: "phone", email: "email" },
          attributes: { note: "wecom" },
        });
        expect(report).toMatchObject({ accepted: 3, skipped: 0, customersCreated: 1, warnings: [] });
        const answer = await upsertCustomers({
          ctx: to.ctx,
          input: { customers: [{ identities: { phone: pick(spelled(digits)) } }, { identities: { email: pick(mailed(name)) } }] },
        });
        const tracked = await trackMessages({
          ctx: to.ctx,
          input: {
            messages: [
              { type: "identify", userId: `u${runs}`, traits: { phone: pick(spelled(digits)) } },
              { type: "identify", userId: `u${runs}`, traits: { email: pick(mailed(name)) } },
            ],
            arrival: { receivedAt: to.ctx.clock() },
          },
        });
        const customer = await findCustomer({ ctx: to.ctx, input: `phone:${pick(spelled(digits))}` });
        expect(answer.results.map((result) => result.customer)).toEqual([customer, customer]);
        expect(tracked).toMatchObject([
          { status: "accepted", customer, ignored: [] },
          { status: "accepted", customer, ignored: [] },
        ]);
        expect(await findCustomer({ ctx: to.ctx, input: `user:u${runs}` })).toBe(customer);
      }),
      { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 6) },
    );
  },
);

test("digits that are lost and two numbers in a cell are bad rows that say what to do; other ids that name nobody are counted", async () => {
  const report = await to.load(
    "lost.csv",
    [
      "member,phone",
      "M1,1.38E+10",
      "M2,138****8000",
      "M3,13711110001/13711110002",
      "M4,12345",
      "M5,13800138000",
      "M6,#N/A",
      "guest,13711110003",
      "M8,",
      ",1.38E+10",
      "0,",
      "匿名,无",
    ].join("\n"),
    { identities: { member: "member", phone: "phone" }, attributes: { note: "'x'" } },
  );
  expect(report).toMatchObject({ read: 11, accepted: 5, skipped: 6 });
  expect(Object.fromEntries(report.reasons.map(({ code, rows }) => [code, rows]))).toEqual({
    PHONE_DIGITS_LOST: 3,
    PHONES_SEVERAL: 1,
    IDENTITY_PLACEHOLDER: 2,
  });
  expect(report.reasons.find(({ code }) => code === "PHONE_DIGITS_LOST")!.zh).toContain("文本");
  expect(report.warnings.map(({ en }) => en.slice(0, 60))).toEqual([
    "In 1 rows member was not used to identify the customer (the ",
    "In 1 rows phone was not used to identify the customer (the r",
    "In 1 rows phone was not used to identify the customer (the r",
  ]);
  expect(await findCustomer({ ctx: to.ctx, input: "phone:13711110003" })).toBeGreaterThan(0);
  await expect(findCustomer({ ctx: to.ctx, input: "member:guest" })).rejects.toMatchObject({ code: "CUSTOMER_NOT_FOUND" });
  // The bad rows can be mended and imported as they are.
  expect((await to.bad(report)).length).toBe(7);
});
