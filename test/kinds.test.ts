import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SOURCE_KINDS, WEBHOOK_SUBJECTS, WEBHOOK_TYPES } from "../src/contract/index.ts";
import { PLATFORM_KINDS, platformsOfKind } from "../src/kernel/index.ts";
import { MEASURE_KINDS } from "../src/rules/language/index.ts";

/** Where code may depend on the kind of a measure: each in its own folder, its columns, their types, and the texts of the web. */
const OWN = ["src/rules/measures/", "src/rules/columns/", "src/rules/plan/types.ts", "src/web/i18n/"];
/** Names that other things have too: the first step of a sequence, the median of a metric over all customers. */
const SHARED = ["count", "sum", "average", "minimum", "maximum", "median", "first", "last"];

test("no code outside the folder of measures tells one measure from another", () => {
  const names = MEASURE_KINDS.filter((kind) => !SHARED.includes(kind));
  expect(names.length).toBeGreaterThan(5);
  expect(naming(names, OWN)).toEqual([]);
});

test("no code outside the two folders of data source kinds tells one kind from another", () => {
  const own = ["src/contract/sources/kinds/", "src/sources/kinds/", "src/engine/", "src/web/i18n/"];
  expect(SOURCE_KINDS.length).toBeGreaterThan(4);
  expect(
    naming(
      SOURCE_KINDS.map(({ kind }) => kind),
      own,
    ),
  ).toEqual([]);
});

/**
 * Where types of values are told apart. Cells of a file and values of an expression are types of their own (mapping, files, sheets); a consent
 * is a boolean attribute.
 */
const OWN_TYPES = [
  ...["kernel", "catalogue", "imports", "rules", "web"].map((room) => `src/${room}/valueTypes/`),
  ...["mapping", "files", "sheets", "imports/plan/expressions.ts", "imports/plan/tagWords.ts", "contract/issues.ts"].map(
    (path) => `src/${path}`,
  ),
  ...["rules/leaves/consent/", "web/i18n/"].map((path) => `src/${path}`),
];

test("no code outside the folders of value types tells one type from another", () => {
  const asked = /\btype\w*\)? (?:===|!==) "(?:boolean|date|time|list|duration)"|case "(?:date|list)":|^\s*(?:date|boolean): .*(?:"|\[)/;
  const found = linesWith(asked, OWN_TYPES).filter((line) => !line.includes("measure.type") && !line.startsWith("src/cli/"));
  expect(found).toEqual([]);
});

/** A tag of a kind may be made anywhere (`kind: "static"`); which kind it is, is asked only of the kind's object. */
test("no code outside the folders of tag kinds tells one kind of tag from another", () => {
  const own = ["kernel/tagKinds/", "rules/tagKinds/", "web/tagKinds/", "web/i18n/"].map((folder) => `src/${folder}`);
  const compared = /\bkind\)? ?(?:===|!==|<>|=) ?["'](?:static|rule|tiered|metric)["']|^\s*(?:static|tiered): (?!["`])/;
  expect(linesWith(compared, own)).toEqual([]);
  expect(naming(["static", "tiered"], own).filter((line) => !/\bkind: (?:z\.enum\(\[)?"/.test(line))).toEqual([]);
});

/**
 * Names that only leaves have. Others are also a source of rows, a predicate, an event. Of three leaves one question is asked elsewhere: whether
 * a reader may see what they name. Why says in words of its own what it saw of a segment and a consent.
 */
test("no code outside the folders of leaves tells one leaf of the rule language from another", () => {
  const own = ["src/rules/leaves/", "src/rules/language/ast.ts", "src/rules/language/hidden.ts", "src/explain/ruleTree.ts"];
  expect(linesWith(/case "(?:consent|segment|metric)":/, own).filter((line) => !line.startsWith("src/web/"))).toEqual([]);
  expect(linesWith(/switch \(leaf\.kind\)/, own)).toEqual([]);
});

/** Rooms and pages that work with webhooks; tags and segments are words of every other room. */
const WEBHOOKS = [
  "src/actions/",
  "src/contract/actions/",
  "src/cli/commands/webhook/",
  "src/web/pages/settings/webhooks/",
  "src/engine/records/tables/webhooks",
];

test("no code of webhooks outside the folders of its subjects and types tells one kind of subject or type of message from another", () => {
  const own = [
    "contract/actions/webhookSubjects/",
    "contract/actions/webhookTypes/",
    "actions/webhooks/subjects/",
    "web/pages/settings/webhooks/subjects/",
  ].map((folder) => `src/${folder}`);
  const names = [...WEBHOOK_SUBJECTS.map(({ kind }) => kind), ...WEBHOOK_TYPES.map(({ type }) => type)];
  const asked = new RegExp(
    `["'\`](?:${names.join("|")})["'\`]|\\.(?:${WEBHOOK_SUBJECTS.flatMap(({ requested }) => Object.keys(requested)).join("|")})\\b`,
  );
  expect(linesWith(asked, own).filter((line) => WEBHOOKS.some((room) => line.startsWith(room)))).toEqual([]);
});

/**
 * Where a platform is named besides its own file and form: attributes of the catalogue, the fields userId and anonymousId of messages, examples.
 * Attributes whose code ends in `phone` are masked like phone numbers.
 */
const PLATFORM_PLACES = [
  "kernel/platforms/",
  "identifiers/forms/",
  "identity/read/aliasCounterparts.ts",
  "tracking/messages/identities.ts",
  "catalogue/builtin/",
  "app/demo/",
  "contract/shapes/message.ts",
  "contract/actions/webhookTypes/",
  "actions/webhooks/message.ts",
].map((path) => `src/${path}`);
/** Codes that are words of other things too: users of a database, stores of a shop, the call `alias`, devices as a kind, the header `cookie`. */
const SHARED_CODES = ["user", "store", "alias", "device", "cookie", "anonymous", "web"];

test("no code outside a platform's own file and form tells one platform of identities from another", () => {
  const codes = PLATFORM_KINDS.flatMap(platformsOfKind).map(({ code }) => code);
  const told = codes.filter((code) => !SHARED_CODES.includes(code));
  expect(told.length).toBeGreaterThan(12);
  const elsewhere = naming(told, PLATFORM_PLACES).filter((line) => !/: (?:\*|\/\*\*|\/\/|`)|endsWith\("phone"\)/.test(line));
  expect(elsewhere).toEqual([]);
});

/** What the type `duration` needed: these folders, its texts, a column of the fact store. `Duration` is also a word of windows (90d). */
test("the type of durations stands in its own files; lists of all types, texts and the migration name it, and nothing else", () => {
  const own = [/\/valueTypes\/duration(?:Text)?[./]/, /\/valueTypes\/sql\/durationSql/];
  const lists = [/\/valueTypes\/(?:index|languages|runs)\.ts/, "kernel/index.ts", "catalogue/index.ts"];
  const texts = ["web/i18n/", "kernel/errors/", "mapping/reasons.ts", "engine/facts/migrations.ts"];
  const named =
    /durationType|durationStored|durationImported|durationLanguage|durationRun|durationWeb|durationSql|durationTextSql|readDurationSql|durationValueWords|formatDurationValue|DURATION_(?:UNREADABLE|VALUE|PATTERN|UNITS)|["'`]duration["'`]|duration Nullable/;
  const elsewhere = linesWith(named, []).filter((line) => ![...own, ...lists, ...texts].some((place) => line.search(place) >= 0));
  expect(elsewhere).toEqual([]);
});

/** Lines of code that have one of the names as a text, outside the given folders and tests. */
function naming(names: readonly string[], own: readonly string[]): string[] {
  return linesWith(new RegExp(`["'\`](?:${names.join("|")})["'\`]`), own);
}

function linesWith(named: RegExp, own: readonly string[]): string[] {
  return globSync("src/**/*.{ts,tsx}")
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/\.test\.tsx?$/.test(path) && !own.some((folder) => path.startsWith(folder)))
    .flatMap((path) =>
      readFileSync(path, "utf8")
        .split("\n")
        .flatMap((line, index) => (named.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
}
