import { findAttribute, findEvent, findProperty, readCatalogue, type Catalogue, type FieldType } from "../../catalogue/index.ts";
import type { Mapping } from "../../contract/index.ts";
import { type Ctx, type RunOptions, sql } from "../../engine/index.ts";
import { type Placeholders, platformOf, readPlaceholders } from "../../identifiers/index.ts";
import { cleanSql, type Lets, parseTimeFormat, textOf, type TextValue, type TimeFormat, type Value } from "../../mapping/index.ts";
import type { StagedFile } from "../../files/index.ts";
import { problem, type Issue, type NumberFormat } from "../../kernel/index.ts";
import { eventNames } from "./events.ts";
import { compilePart, type Part } from "./expressions.ts";
import { isIdLike } from "../../kernel/index.ts";
import { inferTypes, type Inferred } from "./infer.ts";
import { findNumberFormats } from "./numberFormat.ts";
import type { ImportPlan, PlannedIdentity, Target } from "./importPlan.ts";
import { readableRows, type Rows } from "./rows.ts";
import { plannedIdentity, severalIdentities } from "./severalIdentities.ts";
import { IMPORTED_TYPES } from "../valueTypes/index.ts";
import { storedAs, tolerant } from "./store.ts";
import { tagWords } from "./tagWords.ts";
import { detectDayFormat, detectTimeFormat } from "./timeFormat.ts";
import { writtenType } from "./writtenType.ts";

const ISO: TimeFormat = { kind: "iso" };

interface Field {
  /** The name in the mapping. */
  readonly word: string;
  readonly part: Part;
  readonly code: string;
  readonly column: string;
  readonly value: Value;
  readonly declared: FieldType | undefined;
  /** Types in the catalogue: none, one, or several if the events differ. */
  readonly existing: readonly FieldType[];
}

/**
 * Checks a mapping against a staged file: compiles its expressions, finds time formats and the types of open cells, and compares all with
 * the catalogue. Writes nothing.
 * @throws INPUT_INVALID with all faults; TIME_FORMAT_UNKNOWN, TIME_AMBIGUOUS, NUMBER_AMBIGUOUS, EVENTS_MANY
 */
export async function makePlan(
  ctx: Ctx,
  {
    mapping,
    parts,
    source,
    lets,
    run,
  }: { mapping: Mapping; parts: ReadonlyMap<string, Part>; source: StagedFile; lets: Lets; run: RunOptions },
): Promise<ImportPlan> {
  const timezone = mapping.timezone ?? ctx.workspace.timezone;
  const catalogue = await readCatalogue({ ctx });
  const issues: Issue[] = [];
  const values = new Map<string, Value>();
  for (const [path, part] of parts) {
    const value = compilePart(part, { scope: source.scope, timezone, lets }, issues);
    if (value) values.set(path, value);
  }
  const eventText = textAt("eventColumn", parts, values, issues);
  const idText = textAt("id", parts, values, issues);
  const placeholders = await readPlaceholders(ctx);
  const identities = identitiesOf(mapping, parts, values, lets, issues, placeholders);
  const tags = tagWords(mapping, values);
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });

  const rows = readableRows(ctx, source, lets, run);
  const people = await severalIdentities(rows, identities, placeholders, lets);
  const named = eventText && (await eventNames(rows, eventText, mapping.eventColumn!, catalogue));
  const constant = mapping.event && (findEvent(catalogue, mapping.event)?.code ?? mapping.event);
  const events = named?.codes ?? (constant ? [constant] : []);

  const fields = {
    attributes: fieldsOf("attributes", mapping, parts, values, (code) => attributeOf(catalogue, code), issues),
    properties: fieldsOf("properties", mapping, parts, values, (code) => propertyOf(catalogue, events, code), issues),
  };
  const declaredFormat = mapping.timeFormat === undefined ? undefined : (parseTimeFormat(mapping.timeFormat) as TimeFormat);
  const open = [...fields.attributes, ...fields.properties].filter(
    (field) =>
      fixedType(field) === undefined && writtenType(field.part, field.value, source.format) === undefined && field.value.type === "text",
  );
  const inferred = await inferTypes(
    rows,
    open.map(({ code, value }) => ({ code, value: value as TextValue })),
    declaredFormat,
  );
  const guesses = new Map(open.map((field, index) => [field, inferred[index]]));
  for (const [field, guess] of guesses) if (guess?.ambiguous !== undefined) throw ambiguous(field, guess.ambiguous);
  const numbers = await numberFormats(rows, [...fields.attributes, ...fields.properties], guesses);

  const formatOf = async (part: Part, value: Value): Promise<TimeFormat> => {
    if (declaredFormat) return declaredFormat;
    const text = value.type === "text" || value.type === "number" ? textOf(value) : undefined;
    return text ? detectTimeFormat(rows, part.source, text.sql) : ISO;
  };
  const formatFor = async (type: FieldType, { part, value }: Field): Promise<TimeFormat> => {
    const { detects } = IMPORTED_TYPES[type];
    if (detects === "times") return formatOf(part, value);
    if (detects !== "days" || declaredFormat || value.type !== "text") return declaredFormat ?? ISO;
    return (await detectDayFormat(rows, part.source, value.sql, timezone)) ?? ISO;
  };
  const target = async (field: Field): Promise<Target | undefined> => {
    const type = fixedType(field) ?? writtenType(field.part, field.value, source.format) ?? typeOf(field, guesses.get(field));
    if (!type) return undefined;
    const guess = guesses.get(field);
    // A type that was inferred has been checked against each cell already.
    const format = guess?.type === type ? (guess.format ?? declaredFormat ?? ISO) : await formatFor(type, field);
    const stored = storedAs(withNumbers(field.value, numbers.get(field)), type, format, timezone, lets);
    if (stored)
      return { ...tolerant(stored, mapping.unreadable[field.word]), code: field.code, path: field.part.path, type, column: field.column };
    issues.push(wrongType(field, type));
    return undefined;
  };
  const time = values.get("time");
  const instant = time && storedAs(time, "time", await formatOf(parts.get("time")!, time), timezone, lets);
  if (time && !instant) issues.push({ code: "TYPE_WRONG", path: "time", zh: "不能当时间", en: "cannot be a time" });
  const attributes = await Promise.all(fields.attributes.map(target));
  const properties = await Promise.all(fields.properties.map(target));
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  return {
    event: named ? { sql: named.sql, faults: named.faults } : constant ? { constant } : undefined,
    events,
    time: instant && { ...instant, broken: time.type === "text" ? time.broken : undefined },
    restates: mapping.restate === true,
    id: idText && {
      sql: idText.clean ? idText.sql : sql`nullIf(${cleanSql(idText.sql)}, '')`,
      faults: idText.faults,
      sender: mapping.sender,
    },
    identities: people,
    attributes: attributes.filter((each) => each !== undefined),
    properties: properties.filter((each) => each !== undefined),
    tags,
    nearly: open.flatMap(({ part, code, value }, index) => {
      const near = inferred[index]?.nearly;
      return near ? [{ path: part.path, code, column: part.source, text: value.sql, ...near }] : [];
    }),
  };
}

function ambiguous({ part }: Field, sample: string): Error {
  return problem("NUMBER_AMBIGUOUS", { column: part.source, path: part.path, sample: sample.slice(0, 60) });
}

/** The number format of each field: from type inference, else from a look at its cells. @throws NUMBER_AMBIGUOUS */
async function numberFormats(
  rows: Rows,
  fields: readonly Field[],
  guesses: ReadonlyMap<Field, Inferred>,
): Promise<ReadonlyMap<Field, NumberFormat | undefined>> {
  const asked = fields.filter((field) => fixedType(field) === "number" && field.value.type === "text" && !field.value.numbers);
  const found = await findNumberFormats(
    rows,
    asked.map(({ value }) => value.sql),
  );
  for (const [index, { sample }] of found.entries()) if (sample !== undefined) throw ambiguous(asked[index]!, sample);
  return new Map(fields.map((field) => [field, guesses.get(field)?.numbers ?? found[asked.indexOf(field)]?.format]));
}

function withNumbers(value: Value, numbers: NumberFormat | undefined): Value {
  return value.type === "text" && numbers && !value.numbers ? { ...value, numbers } : value;
}

function textAt(
  path: string,
  parts: ReadonlyMap<string, Part>,
  values: ReadonlyMap<string, Value>,
  issues: Issue[],
): TextValue | undefined {
  const value = values.get(path);
  const text = value && textOf(value);
  if (parts.has(path) && value && !text)
    issues.push({ code: "TYPE_WRONG", path, zh: "这里要文字，不能是列表", en: "text is wanted here, not a list" });
  return text;
}

function identitiesOf(
  mapping: Mapping,
  parts: ReadonlyMap<string, Part>,
  values: ReadonlyMap<string, Value>,
  lets: Lets,
  issues: Issue[],
  placeholders: Placeholders,
): PlannedIdentity[] {
  return Object.keys(mapping.identities).flatMap((word, index) => {
    const path = `identities.${word}`;
    const text = textAt(path, parts, values, issues);
    const platform = platformOf(word);
    if (!text || !platform) return [];
    const of = { path, faults: text.faults, column: `i${index}`, broken: text.broken };
    return [plannedIdentity(platform, text.sql, of, placeholders, lets)];
  });
}

type CatalogueEntry = { readonly code: string; readonly types: readonly FieldType[] };

function attributeOf(catalogue: Catalogue, word: string): CatalogueEntry {
  const found = findAttribute(catalogue, word);
  return { code: found?.code ?? word, types: found ? [found.type] : [] };
}

function propertyOf(catalogue: Catalogue, events: readonly string[], word: string): CatalogueEntry {
  const found = events.flatMap((code) => {
    const event = catalogue.events.get(code);
    return (event && findProperty(event, word)) ?? [];
  });
  return { code: found[0]?.code ?? word, types: [...new Set(found.map(({ type }) => type))] };
}

function fieldsOf(
  kind: "attributes" | "properties",
  mapping: Mapping,
  parts: ReadonlyMap<string, Part>,
  values: ReadonlyMap<string, Value>,
  lookUp: (word: string) => CatalogueEntry,
  issues: Issue[],
): Field[] {
  const seen = new Map<string, string>();
  return Object.keys(mapping[kind]).flatMap((word, index) => {
    const path = `${kind}.${word}`;
    const value = values.get(path);
    if (!value) return [];
    const { code, types } = lookUp(word);
    const other = seen.get(code);
    if (other !== undefined)
      issues.push({ code: "TWICE", path, zh: `与 ${kind}.${other} 是同一项`, en: `is the same as ${kind}.${other}` });
    seen.set(code, word);
    if (code.includes("[].") !== (value.type === "members"))
      issues.push({
        code: "MEMBERS",
        path,
        zh: "列表的成员要对应列表的成员，如 products[].price: items[].price",
        en: "a member of a list stands for a member of a list, e.g. products[].price: items[].price",
      });
    const field: Field = {
      word,
      part: parts.get(path)!,
      code,
      column: `${kind[0]}${index}`,
      value,
      declared: mapping.types[word],
      existing: types,
    };
    const conflict = conflictOf(field);
    if (conflict) issues.push(conflict);
    return [field];
  });
}

function conflictOf({ part, code, declared, existing }: Field): Issue | undefined {
  const types = new Set([...existing, ...(declared ? [declared] : [])]);
  if (types.size < 2) return undefined;
  return {
    code: "TYPE_CONFLICT",
    path: declared ? `types.${code}` : part.path,
    zh: `数据字典里「${code}」已是 ${existing.join("、")} 类型${declared ? `，不能当 ${declared} 导入` : "；各行为不一致，请分开导入"}`,
    en: `the catalogue has ${code} as ${existing.join(", ")}${declared ? `; it cannot be imported as ${declared}` : ": its events differ; import them apart"}`,
  };
}

function fixedType({ declared, existing }: Field): FieldType | undefined {
  return existing[0] ?? declared;
}

function typeOf({ code, value }: Field, inferred: Inferred): FieldType | undefined {
  if (value.type === "text") return value.loose === "nothing" ? value.type : inferred?.type;
  if (value.type === "members") return value.element.type;
  return value.type === "number" && isIdLike(code) ? "text" : value.type;
}

function wrongType({ part, code }: Field, type: FieldType): Issue {
  return {
    code: "TYPE_WRONG",
    path: part.path,
    zh: `「${code}」是 ${type} 类型，这个表达式不能变成它`,
    en: `${code} is a ${type}, which this expression cannot become`,
  };
}
