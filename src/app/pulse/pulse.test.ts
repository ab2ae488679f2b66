import { expect, test } from "vitest";
import { differenceOf, differenceSince } from "./difference.ts";
import { eventsFor, type News } from "./events.ts";
import { positionOf, readPosition, TAIL, type PulseState } from "./state.ts";

const state = (more: Partial<PulseState> = {}): PulseState => ({
  evaluations: [],
  committedUpTo: Math.min(
    ...[...(more.evaluations ?? [{ id: 0, state: "done" }])].filter(({ state }) => state === "running").map(({ id }) => id - 1),
    more.evaluations?.[0]?.id ?? 0,
  ),
  batch: 0,
  writing: [],
  audit: [],
  jobs: [],
  webhooks: [],
  ...more,
});
const evaluation = (id: number, state = "done", kind = "incremental") => ({ id, kind, state });
const SILENT = { membersSince: null, running: null, facts: false, what: [], jobs: [], missed: false };

const SEES_ALL = { seesAll: true, hidden: new Set<string>() };

test("nothing happened: nothing is told", () => {
  const one = state({ evaluations: [evaluation(2), evaluation(1)], batch: 3, audit: [{ id: 1, action: "tag.assign" }] });
  expect(differenceOf(one, one)).toEqual(SILENT);
  expect(differenceSince(readPosition(positionOf(one))!, one)).toEqual({ ...SILENT, running: false });
});

test("an evaluation that ends late is told although later ones ended before it", () => {
  const before = state({ evaluations: [evaluation(7), evaluation(6, "running", "full"), evaluation(5)] });
  const after = state({ evaluations: [evaluation(7), evaluation(6, "done", "full"), evaluation(5)] });
  expect(differenceOf(before, after)).toMatchObject({ membersSince: 5, running: false });
  expect(positionOf(before)).toBe("5.0.0");
});

test("what fell out of the tail and comes into it again is no news", () => {
  const ids = Array.from({ length: TAIL }, (_, index) => 100 - index);
  const before = state({ evaluations: ids.map((id) => evaluation(id)) });
  const after = state({ evaluations: [...ids.slice(1).map((id) => evaluation(id)), evaluation(60)] });
  expect(differenceOf(before, after)).toEqual(SILENT);
});

test("who missed more than can be told, or comes from other records, is told so", () => {
  const audit = Array.from({ length: TAIL }, (_, index) => ({ id: 500 - index, action: "tag.assign" }));
  expect(differenceSince({ evaluation: 0, batch: 0, audit: 400 }, state({ audit }))).toMatchObject({ missed: true });
  expect(differenceSince({ evaluation: 9, batch: 0, audit: 0 }, state({ evaluations: [evaluation(3)] }))).toMatchObject({ missed: true });
  expect(readPosition("1.2")).toBeUndefined();
});

test("looking and coming and going change nothing", () => {
  const audit = ["session.open", "customer.export", "segment.save"].map((action, index) => ({ id: 3 - index, action }));
  expect(differenceOf(state(), state({ audit })).what).toEqual(["segment"]);
});

test("everybody hears only what they may see", () => {
  const job = { id: "a", kind: "import", state: "running", step: null, progress: 0.5 } as const;
  const own = { ...job, id: "b", actor: "me" };
  const news: News = {
    ...SILENT,
    members: { all: false, tags: [] },
    facts: true,
    what: ["key", "webhook", "tag"],
    jobs: [{ ...job, actor: "somebody" }],
  };
  const heard = (...permissions: string[]) =>
    eventsFor(
      { id: "me", permissions: new Set(permissions) as never },
      news,
      ({ permissions: has }) => ({
        start: has.has("data.import"),
        see: has.has("data.import") || has.has("segment.edit"),
      }),
      SEES_ALL,
    );
  expect(heard("data.send")).toEqual([]);
  expect(heard("tag.read").map(({ kind }) => kind)).toEqual(["members", "facts", "changed"]);
  expect(heard("tag.read")).toContainEqual({ kind: "changed", what: ["tag"] });
  expect(heard("connection.manage", "data.import")).toEqual([
    { kind: "changed", what: ["webhook"] },
    { kind: "job", job },
  ]);
  const { actor: _, ...mine } = own;
  expect(eventsFor({ id: "me", permissions: new Set() }, { ...news, jobs: [own] }, () => ({ start: false, see: false }), SEES_ALL)).toEqual(
    [{ kind: "job", job: mine }],
  );
  expect(heard("segment.edit")).toEqual([{ kind: "job", job: { ...job, step: null } }]);
});

test("a listener does not hear of a hidden tag: neither that its members changed, nor the step of a job that may name it", () => {
  const job = { id: "a", kind: "apply", state: "running", step: { zh: "计算「秘密」", en: "computing secret" }, progress: 0.5 } as const;
  const news = (...tags: string[]): News => ({
    ...SILENT,
    members: { all: false, tags: tags.map((tag) => ({ tag, members: 1 })) },
    jobs: [{ ...job, actor: "somebody" }],
  });
  const hears = (told: News) =>
    eventsFor({ id: "me", permissions: new Set(["tag.read", "tag.edit"]) }, told, () => ({ start: true, see: true }), {
      seesAll: false,
      hidden: new Set(["secret"]),
    });
  const jobs = [{ kind: "job", job: { ...job, step: null } }];
  expect(hears(news("vip", "secret"))).toEqual([{ kind: "members", all: false, tags: [{ tag: "vip", members: 1 }] }, ...jobs]);
  expect(hears(news("secret"))).toEqual(jobs);
});
