import type { AttributeDef, Catalogue, EventDef, PropertyDef } from "../../catalogue/index.ts";
import { VALUE_TYPE_CODES, type ValueType } from "../../kernel/index.ts";
import { isObject, MEASURE_KINDS, MEASURES, Reading, readTagRule, type MeasureForm } from "../../rules/language/index.ts";

type Raw = Readonly<Record<string, unknown>>;

/** Conditions that use one field, each with nothing else in it. */
interface Uses {
  readonly attributes: Map<string, Raw[]>;
  readonly events: Map<string, Map<string, Raw[]>>;
  /** The measures of metric tags, by code and names, because other tags compare them. */
  readonly metrics: ReadonlyMap<unknown, Raw>;
}

/**
 * The events, properties and attributes that definitions name, as a catalogue. It stands in for the catalogue of a workspace where none is
 * at hand. Each field has the type by which its uses have the fewest faults, so a field that is used as two types is a fault of one use.
 */
export function namedFields(definitions: readonly Raw[]): Catalogue {
  const metrics = definitions.flatMap(({ code, name, value }) =>
    isObject(value) ? [code, ...(isObject(name) ? Object.values(name) : [name])].map((called) => [called, value] as const) : [],
  );
  const uses: Uses = { attributes: new Map(), events: new Map(), metrics: new Map(metrics) };
  for (const { rule, values, value } of definitions) collect([rule, values, value], uses);
  const attributes = [...uses.attributes].map(([code, of]) =>
    attribute(
      code,
      typeOf(of, (type) => only(attribute(code, type))),
    ),
  );
  const events = [...uses.events].map(([code, properties]) => {
    const typed = [...properties].map(([name, of]) =>
      property(
        name,
        typeOf(of, (type) => only(event(code, [property(name, type)]))),
      ),
    );
    return event(code, typed);
  });
  return { attributes: byCode(attributes), events: byCode(events) };
}

function collect(raw: unknown, uses: Uses): void {
  if (Array.isArray(raw)) for (const item of raw) collect(item, uses);
  if (!isObject(raw)) return;
  const { attribute: named, consent, channel } = raw;
  if (typeof named === "string") add(uses.attributes, named, raw);
  for (const agreed of [consent, channel])
    if (typeof consent === "string" && typeof agreed === "string") add(uses.attributes, consentCode(agreed), { consent: agreed });
  for (const kind of ["trend", "rank"]) if (isObject(raw[kind])) collectCompared(kind, raw[kind], raw, uses);
  const metric = uses.metrics.get(raw["metric"]);
  if (metric) collectEvent(String(metric["event"]), { measure: metric["measure"], is: raw["is"] }, uses);
  if (typeof raw["event"] === "string") collectEvent(raw["event"], raw, uses);
  if (isObject(raw["since"])) for (const anchor of Object.values(raw["since"])) if (typeof anchor === "string") propertiesOf(anchor, uses);
  for (const [key, item] of Object.entries(raw)) if (key !== "where") collect(item, uses);
}

/** A measure inside another condition, which compares it. */
function collectCompared(kind: string, { event: name, measure }: Raw, { among: _, ...comparison }: Raw, uses: Uses): void {
  if (typeof name === "string") collectMeasure(measure, { ...comparison, [kind]: { event: name, measure } }, propertiesOf(name, uses));
}

function collectEvent(name: string, { where, measure, is, by, quantity }: Raw, uses: Uses): void {
  const properties = propertiesOf(name, uses);
  if (isObject(where)) for (const [key, tests] of Object.entries(where)) add(properties, key, { event: name, where: { [key]: tests } });
  collectMeasure(measure, { event: name, measure, is }, properties);
  if (typeof by === "string") add(properties, by, { event: name, where: { [by]: { contains: "x" } } });
  if (typeof quantity === "string") add(properties, quantity, { event: name, measure: { sum: quantity }, is: 1 });
}

function collectMeasure(measure: unknown, use: Raw, properties: Map<string, Raw[]>): void {
  if (!isObject(measure)) return;
  for (const [kind, argument] of Object.entries(measure)) {
    const measured = isObject(argument) ? argument["property"] : argument;
    if (typeof measured === "string" && isOfProperty(kind)) add(properties, measured, use);
  }
}

function isOfProperty(kind: string): boolean {
  const known = MEASURE_KINDS.find((one) => one === kind);
  return known !== undefined && (MEASURES[known].form as MeasureForm).of !== "events";
}

function propertiesOf(name: string, { events }: Uses): Map<string, Raw[]> {
  const found = events.get(name) ?? new Map<string, Raw[]>();
  events.set(name, found);
  return found;
}

function add(uses: Map<string, Raw[]>, code: string, use: Raw): void {
  uses.set(code, [...(uses.get(code) ?? []), use]);
}

function consentCode(agreed: string): string {
  return agreed.startsWith("consent.") ? agreed : `consent.${agreed}`;
}

/** The types, the commonest first: of types that fit alike, the first is taken. */
const TYPES: readonly ValueType[] = VALUE_TYPE_CODES;

function typeOf(uses: readonly Raw[], catalogueWith: (type: ValueType) => Catalogue): ValueType {
  const faults = TYPES.map((type) => {
    const catalogue = catalogueWith(type);
    return uses.reduce((sum, use) => sum + faultsOf(use, catalogue), 0);
  });
  return TYPES[faults.indexOf(Math.min(...faults))]!;
}

/** A measure without a comparison is that of a metric. */
function faultsOf(use: Raw, catalogue: Catalogue): number {
  const reading = new Reading({ catalogue, tags: new Map(), timezone: "UTC" });
  const isMetric = use["measure"] !== undefined && use["is"] === undefined;
  readTagRule(
    isMetric ? { kind: "metric", value: { event: use["event"], measure: use["measure"] } } : { kind: "rule", rule: use },
    "",
    reading,
  );
  return reading.issues.length;
}

function only(field: AttributeDef | EventDef): Catalogue {
  return "properties" in field ? { attributes: new Map(), events: byCode([field]) } : { attributes: byCode([field]), events: new Map() };
}

function attribute(code: string, type: ValueType): AttributeDef {
  return { code, name: { zh: code, en: code }, type, sensitivity: "ordinary" };
}

function property(code: string, type: ValueType): PropertyDef {
  return { ...attribute(code, type), field: code, array: code.includes("[].") };
}

function event(code: string, properties: readonly PropertyDef[]): EventDef {
  return { code, name: { zh: code, en: code }, labelled: true, properties: byCode(properties) };
}

function byCode<T extends { readonly code: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((one) => [one.code, one]));
}
