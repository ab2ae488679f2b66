import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { type Ctx, type Engine, sql, type Sql } from "../../src/engine/index.ts";
import { trackMessages } from "../../src/tracking/index.ts";
import { readIdentities } from "../../src/identity/index.ts";
import { updateAfterMerge } from "../../src/updates/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
});
afterAll(() => engine.close());

type Message = Readonly<Record<string, unknown>>;

/** Small words of which messages are made; `@` stands for a world of its own, so that many orders are tried at once in one store. */
const ALPHABET = {
  /** A browser that does something, and then signs in. */
  visit: { type: "track", event: "Visited", anonymousId: "a@" },
  signIn: { type: "identify", userId: "u@", anonymousId: "a@", traits: { plan: "pro" } },
  buy: { type: "track", event: "Bought", userId: "u@" },
  joinGroup: { type: "group", userId: "u@", groupId: "g" },
  /** The id of before is a browser's, a user's, both, or nobody's at all. */
  aliasBrowser: { type: "alias", userId: "u@", previousId: "a@" },
  aliasUser: { type: "alias", userId: "n@", previousId: "u@" },
  aliasOther: { type: "alias", userId: "n@", previousId: "a@" },
  aliasItself: { type: "alias", userId: "u@", previousId: "u@" },
  aliasBack: { type: "alias", userId: "u@", previousId: "n@" },
  newUser: { type: "identify", userId: "n@", traits: { plan: "new" } },
  userAsBrowser: { type: "track", event: "Visited", anonymousId: "u@" },
  otherPerson: { type: "identify", userId: "x@", anonymousId: "a@", traits: { plan: "other" } },
  phone: { type: "identify", userId: "u@", traits: { email: "p@@shop.cn" } },
  samePhone: { type: "identify", userId: "n@", traits: { email: "p@@shop.cn" } },
} as const satisfies Record<string, Message>;
type Word = keyof typeof ALPHABET;

/** Sets that were thought of, and every set of three of those that tie ids. */
const SETS: readonly (readonly Word[])[] = [
  ["visit", "aliasUser", "buy", "newUser"],
  ["aliasUser", "aliasBrowser", "buy", "visit", "newUser"],
  ["aliasUser", "aliasBack", "buy", "newUser"],
  ["aliasOther", "aliasBrowser", "visit", "buy", "newUser"],
  ["aliasUser", "userAsBrowser", "buy", "newUser"],
  ["aliasItself", "visit", "aliasBrowser", "buy"],
  ["signIn", "otherPerson", "aliasOther", "visit", "joinGroup"],
  ["phone", "samePhone", "aliasUser", "joinGroup", "buy"],
  ...triples([
    "visit",
    "signIn",
    "aliasBrowser",
    "aliasUser",
    "aliasOther",
    "aliasItself",
    "newUser",
    "userAsBrowser",
    "otherPerson",
    "joinGroup",
  ]),
];

function triples(words: readonly Word[]): Word[][] {
  return words.flatMap((a, i) => words.slice(i + 1).flatMap((b, j) => words.slice(i + j + 2).map((c) => [a, b, c])));
}

function orders<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, index) => orders(list.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

let worlds = 0;

/** A message of a world. When it happened is the message's own, whenever it comes. */
function inWorld(word: Word, world: string): Message {
  const text = JSON.stringify(ALPHABET[word]).replace(/@(?!shop)/g, world);
  const place = Object.keys(ALPHABET).indexOf(word);
  return {
    ...(JSON.parse(text) as Message),
    timestamp: new Date(NOW - 1_000_000 + place * 1_000).toISOString(),
    messageId: `${world}-${word}`,
  };
}

async function send(messages: readonly Message[]): Promise<void> {
  const answers = await trackMessages({ ctx, input: { messages, arrival: { receivedAt: NOW, historical: true } } });
  expect(answers.filter(({ status }) => status !== "accepted")).toEqual([]);
}

/** Of each world who there is: identities, events and attributes of every customer, and what waits for a person. */
async function worldsNow(): Promise<ReadonlyMap<string, string>> {
  await updateAfterMerge(ctx);
  const rows = await ctx.facts.rows<{ customer: number }>(sql`SELECT DISTINCT customer FROM customers ORDER BY customer`);
  const identities = await readIdentities({ ctx, input: rows.map(({ customer }) => customer) });
  const texts = async (statement: Sql) =>
    new Map(
      (await ctx.facts.rows<{ customer: number; texts: string[] }>(statement)).map(({ customer, texts }) => [customer, texts.join(" ")]),
    );
  const events = await texts(sql`SELECT customer, arraySort(groupArray(event)) AS texts FROM events GROUP BY customer ORDER BY customer`);
  const values = await texts(
    sql`SELECT customer, arraySort(groupArray(concat(attribute, '=', ifNull(text, '')))) AS texts FROM attribute_values WHERE attribute != 'email' GROUP BY customer ORDER BY customer`,
  );
  const found = new Map<string, string[]>();
  const worldOf = (text: string) => /w\d+z/.exec(text)?.[0];
  const say = (world: string | undefined, line: string) => {
    if (world) found.set(world, [...(found.get(world) ?? []), line.replaceAll(world, "")]);
  };
  for (const { customer } of rows) {
    const names = (identities.get(customer) ?? []).map(({ platform, external }) => `${platform}:${external}`);
    say(worldOf(names.join(" ")), `${names.toSorted().join(" ")} | ${events.get(customer) ?? ""} | ${values.get(customer) ?? ""}`);
  }
  for (const { kind, subject, object } of await ctx.records
    .selectFrom("identity_reviews")
    .select(["kind", "subject", "object"])
    .where("count", ">", 0)
    .execute())
    say(worldOf(subject), `${kind} ${subject} ${object}`);
  return new Map([...found].map(([world, lines]) => [world, lines.toSorted().join("\n")]));
}

/** All orders of all sets, each in a world of its own; and the worlds, by their set. */
function laidOut(): { readonly set: readonly Word[]; readonly worlds: { readonly world: string; readonly order: readonly Word[] }[] }[] {
  return SETS.map((set) => ({ set, worlds: orders(set).map((order) => ({ world: `w${++worlds}z`, order })) }));
}

async function expectSame(laid: ReturnType<typeof laidOut>): Promise<Map<string, string>> {
  const now = await worldsNow();
  const outcomes = new Map<string, string>();
  for (const { set, worlds: tried } of laid) {
    const [first] = tried;
    const expected = now.get(first!.world);
    expect(expected).toBeDefined();
    for (const { world, order } of tried) expect({ order, people: now.get(world) }).toEqual({ order, people: expected });
    outcomes.set(set.join(" "), expected!);
  }
  return outcomes;
}

test(
  "identify, track, alias and group messages in every order, one by one and in one request, make the same customers with the same rows",
  { timeout: 300_000 },
  async () => {
    const single = laidOut();
    const longest = Math.max(...SETS.map(({ length }) => length));
    // One by one in each world: the first of every world, then the second of every world, …
    for (let place = 0; place < longest; place++) {
      const round = single.flatMap(({ worlds: tried }) =>
        tried.flatMap(({ world, order }) => order.slice(place, place + 1).map((word) => inWorld(word, world))),
      );
      for (let from = 0; from < round.length; from += 400) await send(round.slice(from, from + 400));
      // Rows that follow in between, or all at the end.
      if (place % 2 === 0) await updateAfterMerge(ctx);
    }
    const oneByOne = await expectSame(single);

    const batched = laidOut();
    for (const { worlds: tried } of batched)
      for (let from = 0; from < tried.length; from += 60)
        await send(tried.slice(from, from + 60).flatMap(({ world, order }) => order.map((word) => inWorld(word, world))));
    expect(await expectSame(batched)).toEqual(oneByOne);
  },
);

test("an alias to itself makes no identity but the user", async () => {
  await send([inWorld("aliasItself", "selfz")]);
  const rows = await ctx.facts.rows(sql`SELECT platform, external FROM identities WHERE external LIKE '%selfz%' ORDER BY platform`);
  expect(rows).toEqual([{ platform: "user", external: "uselfz" }]);
});
