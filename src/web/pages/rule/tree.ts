/** A rule as the YAML tree in JSON. This file only takes the tree apart and puts it together; the server interprets it. */
export type Raw = Readonly<Record<string, unknown>>;

export type Shape = "all" | "any" | "not" | "event" | "attribute" | "tag" | "segment" | "other";
const SHAPES: readonly Shape[] = ["all", "any", "not", "event", "attribute", "tag", "segment"];

/** One step down: into the n-th part of a group, or under `not`. */
export type Step = number | "not";

export function isRaw(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function shapeOf(raw: Raw): Shape {
  const shape = SHAPES.find((key) => key in raw) ?? "other";
  if (shape === "all" || shape === "any") return Array.isArray(raw[shape]) && Object.keys(raw).length === 1 ? shape : "other";
  if (shape === "not") return isRaw(raw["not"]) && Object.keys(raw).length === 1 ? shape : "other";
  return shape;
}

export function partsOf(raw: Raw): readonly Raw[] {
  const shape = shapeOf(raw);
  return shape === "all" || shape === "any" ? (raw[shape] as unknown[]).map((part) => (isRaw(part) ? part : {})) : [];
}

/** The path of a part in errors and counts: `rule.all[0].not`. */
export function pathOf(path: string, raw: Raw, step: Step): string {
  return step === "not" ? `${path}.not` : `${path}.${shapeOf(raw)}[${step}]`;
}

/** The rule with another part at a place. A null part is removed. Null if nothing is left. */
export function changed(raw: Raw, at: readonly Step[], part: Raw | null): Raw | null {
  const [step, ...rest] = at;
  if (step === undefined) return part;
  if (step === "not") {
    const inner = changed(raw["not"] as Raw, rest, part);
    return inner && { not: inner };
  }
  const shape = shapeOf(raw);
  const parts = partsOf(raw);
  const next = changed(parts[step]!, rest, part);
  const left = next === null ? parts.toSpliced(step, 1) : parts.with(step, next);
  return left.length === 0 ? null : { [shape]: left };
}

/** Adds a condition to this group, or makes a group of this part and the condition. */
export function added(raw: Raw, part: Raw): Raw {
  const shape = shapeOf(raw);
  return shape === "all" || shape === "any" ? { [shape]: [...partsOf(raw), part] } : { all: [raw, part] };
}

/** Moves a part of a group one place up or down. */
export function moved(raw: Raw, from: number, by: 1 | -1): Raw {
  const parts = partsOf(raw);
  const to = from + by;
  if (to < 0 || to >= parts.length) return raw;
  return { [shapeOf(raw)]: parts.with(from, parts[to]!).with(to, parts[from]!) };
}

/** Changes `all` to `any`, and `any` to `all`. */
export function allAnySwapped(raw: Raw): Raw {
  return shapeOf(raw) === "all" ? { any: partsOf(raw) } : { all: partsOf(raw) };
}

/** Negates a part. A negated part loses its negation. */
export function negated(raw: Raw): Raw {
  return shapeOf(raw) === "not" ? (raw["not"] as Raw) : { not: raw };
}

/** The rules of a definition: one for a rule tag, one per tier for a tiered tag. */
export function rootsOf(definition: Raw): { readonly path: string; readonly value: string | null; readonly rule: Raw | null }[] {
  if (Array.isArray(definition["values"])) {
    return definition["values"].map((tier: unknown, index) => ({
      path: `values[${index}].rule`,
      value: isRaw(tier) ? String(tier["value"] ?? "") : "",
      rule: isRaw(tier) && isRaw(tier["rule"]) ? tier["rule"] : null,
    }));
  }
  return [{ path: "rule", value: null, rule: isRaw(definition["rule"]) ? definition["rule"] : null }];
}

/** The definition with another rule in one place. */
export function withRoot(definition: Raw, index: number, rule: Raw | null): Raw {
  if (!Array.isArray(definition["values"])) return { ...definition, rule: rule ?? {} };
  return {
    ...definition,
    values: definition["values"].map((tier: unknown, at) => (at === index ? { ...(tier as Raw), rule: rule ?? {} } : tier)),
  };
}

/** Whether two trees are equal, ignoring the order of keys, because the store does not keep it. */
export function sameRaw(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    isRaw(item) ? Object.fromEntries(Object.entries(item).toSorted(([one], [other]) => (one < other ? -1 : 1))) : item,
  );
}
