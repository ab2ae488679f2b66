import { MEASURES, MEASURE_KINDS, type Measure, type MeasureForm } from "../../../rules/language/index.ts";
import { isRaw as isObject, type Raw } from "./tree.ts";

/** A measure as a choice in the form: `count`, `timeSince:last`, `sum:amount`, `percentile:90:amount`. */
interface Chosen {
  readonly kind: Measure["kind"];
  readonly variant: string | null;
  readonly property: string | null;
}

function chosenOf(code: string): Chosen {
  const [name = "", ...rest] = code.split(":");
  const kind = MEASURE_KINDS.find((known) => known === name) ?? "count";
  const { of, variants } = formOf(kind);
  const [variant = null, ...after] = variants ? rest : [null, ...rest];
  return { kind, variant, property: of === "events" ? null : after.join(":") };
}

export function codeOf({ kind, variant, property }: Chosen): string {
  return [kind, variant, property].filter((part) => part !== null).join(":");
}

function formOf(kind: Measure["kind"]): MeasureForm {
  return MEASURES[kind].form;
}

/** The variant of a measure; null for kinds without variants. */
export function variantOf(kind: Measure["kind"], code: string): string | null {
  const chosen = chosenOf(code);
  return chosen.kind === kind ? chosen.variant : null;
}

/** The property whose value a measure picks; null for every other measure. */
export function pickedBy(code: string): string | null {
  const { kind, property } = chosenOf(code);
  return formOf(kind).comparedAs === "value" ? property : null;
}

/** The property of which a measure is an amount; null for counts and picked values. */
export function amountOf(code: string): string | null {
  const { kind, property } = chosenOf(code);
  return formOf(kind).comparedAs === "number" ? property : null;
}

/** Whether a measure is compared with how long ago. */
export function isSpan(code: string): boolean {
  return formOf(chosenOf(code).kind).comparedAs === "elapsed";
}

/** Whether a measure without a comparison means: at least one. */
export function isCounted(code: string): boolean {
  return formOf(chosenOf(code).kind).comparedAs === "count";
}

/** The `measure` of a leaf; empty for the default measure. */
export function writeMeasure(code: string): { measure?: unknown } {
  const { kind, variant, property } = chosenOf(code);
  const { form } = MEASURES[kind];
  if (kind === "count") return {};
  if (form.write) return { measure: { [kind]: form.write(variant, property) } };
  return { measure: variant === null && property === null ? kind : { [kind]: property ?? variant } };
}

/** Reads the `measure` of a leaf; null if the form cannot show it. */
export function readMeasure(raw: unknown): string | null {
  if (raw === undefined) return "count";
  const kind = MEASURE_KINDS.find((known) => (typeof raw === "string" ? raw === known : isObject(raw) && known in raw));
  if (kind === undefined) return null;
  const { form } = MEASURES[kind];
  if (typeof raw === "string") return form.of === "events" && !form.variants ? kind : null;
  if (Object.keys(raw as Raw).length > 1) return null;
  const argument = (raw as Raw)[kind];
  const read = form.read ? form.read(argument) : simple(argument, form.of === "events");
  return read && codeOf({ kind, ...read });
}

function simple(argument: unknown, isVariant: boolean): Omit<Chosen, "kind"> | null {
  if (typeof argument !== "string") return null;
  return isVariant ? { variant: argument, property: null } : { variant: null, property: argument };
}
