import fc from "../../test/support/properties.ts";
import { expect, test } from "vitest";
import type { Identity } from "../contract/index.ts";
import { DEFAULT_LIMITS } from "./mergeLimits.ts";
import { solve } from "./solve.ts";
import type { MergeLimits, Link } from "./types.ts";

/** A pair of identities such as `member:1`, with an optional decision about it. */
type TestPair = readonly [a: string, b: string, decision?: number, joined?: boolean];

function key(text: string): Identity {
  const [platform, external] = text.split(":") as [string, string];
  return { platform, external };
}

/** The customers as sorted texts, the ignored identities and the clashes. */
function groups(
  pairs: readonly TestPair[],
  { limits = DEFAULT_LIMITS, order = [] as string[] }: { limits?: MergeLimits; order?: string[] } = {},
) {
  const names = [...new Set([...order, ...pairs.flatMap(([a, b]) => [a, b])])];
  const at = new Map(names.map((name, index) => [name, index]));
  const links = pairs.map(([a, b, decision = 0, joined = true]): Link => ({ a: at.get(a)!, b: at.get(b)!, decision, joined }));
  const solved = solve({ keys: names.map(key), links, limits });
  const members = Map.groupBy(names, (name) => solved.groupOf[at.get(name)!]!);
  return {
    groups: [...members.values()].map((list) => list.toSorted().join(" ")).toSorted(),
    ignored: solved.ignored.map(({ key, why, platform, count }) => `${names[key]} ${why} ${platform} ${count}`).toSorted(),
    clashes: solved.clashes.map(({ one, other, a, b }) => `${names[one]} ${names[other]}: ${names[a]} ${names[b]}`).toSorted(),
  };
}

test("identities that are linked, also through others, are one customer", () => {
  expect(
    groups([
      ["member:1", "phone:1"],
      ["phone:1", "email:a"],
      ["device:x", "email:a"],
      ["crm:9", "phone:9"],
    ]).groups,
  ).toEqual(["crm:9 phone:9", "device:x email:a member:1 phone:1"]);
});

test("a family's phone joins nobody: it is ignored and is a customer of its own", () => {
  const family: TestPair[] = [
    ["wecom:mum", "phone:1"],
    ["wecom:dad", "phone:1"],
    ["wecom:mum", "device:m"],
    ["phone:1", "email:home"],
  ];
  expect(groups(family)).toEqual({
    groups: ["email:home", "phone:1", "device:m wecom:mum", "wecom:dad"].toSorted(),
    ignored: ["phone:1 shared wecom 2"],
    clashes: [],
  });
});

test("accounts that are one customer in any case count once: the phone stays theirs", () => {
  const two: TestPair[] = [
    ["wecom:a", "phone:1"],
    ["wecom:b", "phone:1"],
    ["member:1", "wecom:a"],
    ["member:1", "wecom:b"],
  ];
  expect(groups(two)).toEqual({ groups: ["member:1 phone:1 wecom:a wecom:b"], ignored: [], clashes: [] });
});

test("one account of each platform may share a phone", () => {
  expect(
    groups([
      ["wecom:a", "phone:1"],
      ["taobao:b", "phone:1"],
      ["member:1", "phone:1"],
    ]).groups,
  ).toHaveLength(1);
});

test("a buyer for others is not joined to them: with too many phones none of them counts as the buyer's own", () => {
  const receivers = Array.from({ length: 6 }, (_, index): TestPair => ["taobao:buyer", `phone:${index}`]);
  const solved = groups([...receivers, ["wecom:friend", "phone:3"], ["member:1", "taobao:buyer"]]);
  expect(solved.ignored).toEqual(["taobao:buyer many phone 6"]);
  expect(solved.groups).toContain("member:1 taobao:buyer");
  expect(solved.groups).toContain("phone:3 wecom:friend");
});

test("a link that would join two members is not used: the weakest one is left out and reported", () => {
  const solved = groups([
    ["member:1", "wecom:a"],
    ["member:2", "taobao:b"],
    ["wecom:a", "phone:1"],
    ["taobao:b", "phone:1"],
  ]);
  expect(solved.groups).toEqual(["member:1 phone:1 wecom:a", "member:2 taobao:b"]);
  expect(solved.clashes).toEqual(["member:1 member:2: phone:1 taobao:b"]);
});

const several = (count: number, pairs: (index: number) => TestPair[]) => Array.from({ length: count }, (_, index) => pairs(index)).flat();

test("a default value that many browsers name before their users sign in is nobody's: the browsers stay with their users", () => {
  const shop = (count: number) =>
    groups(
      several(count, (n) => [
        ["user:visitor_default", `device:${n}`],
        [`user:u${n}`, `device:${n}`],
      ]),
    );
  const many = shop(11);
  expect(many.ignored).toEqual(["user:visitor_default shared user 11"]);
  expect(many.groups).toContain("device:3 user:u3");
  expect(many.groups).toContain("user:visitor_default");
  // A clerk who signs in on a few customers' tablets: each tablet is shared, nobody is a default value.
  expect(shop(3).ignored).toEqual(["device:0 shared user 2", "device:1 shared user 2", "device:2 shared user 2"]);
});

test("a number that many customers with numbers of their own name is nobody's, and no clashes are made of it", () => {
  const branch = groups(several(12, (n) => [["store:s1", `member:${n}`]]));
  expect(branch.ignored).toEqual(["store:s1 shared member 12"]);
  expect(branch.clashes).toEqual([]);
  expect(branch.groups).toHaveLength(13);
  // A big family with one phone and one tablet is a family.
  const family = groups(
    several(12, (n) => [
      [`member:${n}`, "phone:1"],
      [`member:${n}`, "device:1"],
    ]),
  );
  expect(family.ignored).toEqual(["device:1 shared member 12", "phone:1 shared member 12"]);
});

test("the previous id of an alias makes two users clash, and joins one user and a browser", () => {
  const both = groups([
    ["user:new", "alias:old"],
    ["user:old", "alias:old"],
  ]);
  expect(both).toMatchObject({ ignored: [], clashes: ["user:new user:old: alias:old user:old"] });
  expect(
    groups([
      ["user:new", "alias:a"],
      ["anonymous:a", "alias:a"],
    ]).groups,
  ).toEqual(["alias:a anonymous:a user:new"]);
});

test("a person's decision overrides both: joined are one, kept apart are two, the later decision wins", () => {
  const seen: TestPair[] = [
    ["member:1", "wecom:a"],
    ["member:2", "wecom:a"],
  ];
  expect(groups(seen).groups).toHaveLength(2);
  expect(groups([...seen, ["member:1", "member:2", 1, true]])).toEqual({ groups: ["member:1 member:2 wecom:a"], ignored: [], clashes: [] });
  expect(groups([...seen, ["member:1", "member:2", 1, true], ["member:2", "member:1", 2, false]]).clashes).toEqual([]);
  const apart: TestPair[] = [
    ["member:1", "phone:1"],
    ["wecom:a", "phone:1"],
    ["member:1", "wecom:a", 1, false],
  ];
  expect(groups(apart)).toEqual({ groups: ["member:1 phone:1", "wecom:a"], ignored: [], clashes: [] });
});

test("a shared phone that a person assigns to a customer is theirs, and still joins nobody else", () => {
  const family: TestPair[] = [
    ["wecom:mum", "phone:1"],
    ["wecom:dad", "phone:1"],
    ["wecom:mum", "phone:1", 1, true],
  ];
  expect(groups(family).groups).toEqual(["phone:1 wecom:mum", "wecom:dad"]);
});

const NAMES = [
  "member:1",
  "member:2",
  "member:3",
  "crm:1",
  "crm:2",
  "unionid:u",
  "wecom:a",
  "wecom:b",
  "wecom:c",
  "taobao:a",
  "taobao:b",
].concat(["phone:1", "phone:2", "email:a", "email:b", "device:x", "device:y", "unheard:1", "alias:x", "store:1"]);
const anyPair = fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES)).filter(([a, b]) => a !== b);
const anyPairs = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: anyPair.map(([a, b]): TestPair => [a, b]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(anyPair, fc.integer({ min: 1, max: 1_000 }), fc.boolean())
        .map(([[a, b], n, joined]): TestPair => [a, b, n, joined]),
    },
  ),
  { minLength: 1, maxLength: 30 },
);
const anyMergeLimits = fc.constantFrom(
  DEFAULT_LIMITS,
  { ...DEFAULT_LIMITS, contact: { between: 2, holds: 2 }, device: { between: 3, holds: 1 } },
  { ...DEFAULT_LIMITS, number: { between: 1, holds: 3 } },
);
/** Gives each decision a number of its own. */
const numbered = (pairs: readonly TestPair[]): TestPair[] =>
  pairs.map(([a, b, n, joined = true], index): TestPair => (n ? [a, b, n * 100 + index, joined] : [a, b]));

test("the customers depend on the pairs, not on their order, their repetition, nor on which end comes first", () => {
  fc.assert(
    fc.property(anyPairs.map(numbered), anyMergeLimits, fc.infiniteStream(fc.nat()), (pairs, limits, random) => {
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((value) => ({ value, at: random.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ value }) => value);
      const reordered = shuffled([...pairs, ...pairs.slice(0, 3)]).map(([a, b, ...rest]): TestPair =>
        (random.next().value as number) % 2 ? [b, a, ...rest] : [a, b, ...rest],
      );
      expect(groups(reordered, { limits, order: shuffled(pairs.flatMap(([a, b]) => [a, b])) })).toEqual(groups(pairs, { limits }));
    }),
    { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 1_000) },
  );
});

test("components are solved by themselves: other links change nothing", () => {
  fc.assert(
    fc.property(anyPairs.map(numbered), (pairs) => {
      const all = groups(pairs);
      for (const { links } of componentsOf(pairs)) for (const group of groups(links).groups) expect(all.groups).toContain(group);
    }),
    { numRuns: 300 },
  );
});

/** The components of the pairs, whatever is decided about them. */
function componentsOf(pairs: readonly TestPair[]): { names: Set<string>; links: TestPair[] }[] {
  let found: { names: Set<string>; links: TestPair[] }[] = [];
  for (const link of pairs) {
    const touched = found.filter(({ names }) => names.has(link[0]) || names.has(link[1]));
    const names = new Set([link[0], link[1], ...touched.flatMap((one) => [...one.names])]);
    found = [...found.filter((one) => !touched.includes(one)), { names, links: [...touched.flatMap((one) => one.links), link] }];
  }
  return found;
}

test("without a person's decision no customer has two numbers of one platform, and keys kept apart are apart", () => {
  fc.assert(
    fc.property(anyPairs.map(numbered), anyMergeLimits, (pairs, limits) => {
      const undecided = groups(
        pairs.filter(([, , n]) => !n),
        { limits },
      );
      for (const group of undecided.groups)
        for (const platform of ["member:", "crm:"])
          expect(group.split(" ").filter((name) => name.startsWith(platform)).length).toBeLessThan(2);
      const newest = pairs.filter(([, , n]) => n).toSorted((x, y) => y[2]! - x[2]!)[0];
      if (newest) {
        const together = groups(pairs, { limits }).groups.some((group) =>
          [newest[0], newest[1]].every((name) => group.split(" ").includes(name)),
        );
        expect(together).toBe(newest[3] === true);
      }
    }),
    { numRuns: 500 },
  );
});
