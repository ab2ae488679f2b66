/** A range of whole numbers that includes both ends; null: no end on that side. */
export interface Span {
  readonly low: bigint | null;
  readonly high: bigint | null;
}

/**
 * The possible values of a subject: places on a line of whole numbers, or names. `missing` is a further value, if the subject can be
 * missing.
 */
export type Domain =
  | { readonly kind: "line"; readonly least: bigint | null; readonly mayMiss: boolean }
  /** `known`: all possible names, or null when any text is possible. */
  | { readonly kind: "names"; readonly known: readonly string[] | null; readonly mayMiss: boolean };

/** A set of a domain's values. Ranges are sorted and do not touch; names are those listed, or all but those. */
export type Values =
  | { readonly kind: "line"; readonly missing: boolean; readonly spans: readonly Span[] }
  | { readonly kind: "names"; readonly missing: boolean; readonly except: boolean; readonly names: ReadonlySet<string> };

export function nothingOf({ kind }: Domain): Values {
  return kind === "line" ? { kind, missing: false, spans: [] } : { kind, missing: false, except: false, names: new Set() };
}

/** All values except missing. */
export function presentOf(domain: Domain): Values {
  if (domain.kind === "line") return { kind: "line", missing: false, spans: [{ low: domain.least, high: null }] };
  return { kind: "names", missing: false, except: domain.known === null, names: new Set(domain.known ?? []) };
}

export function everythingOf(domain: Domain): Values {
  return { ...presentOf(domain), missing: domain.mayMiss };
}

export function union(a: Values, b: Values, domain: Domain): Values {
  return complement(intersection(complement(a, domain), complement(b, domain)), domain);
}

export function intersection(a: Values, b: Values): Values {
  const missing = a.missing && b.missing;
  if (a.kind === "line" && b.kind === "line") {
    const spans = a.spans.flatMap((one) =>
      b.spans.map((other) => ({ low: higher(one.low, other.low), high: lower(one.high, other.high) })),
    );
    return { kind: "line", missing, spans: ordered(spans) };
  }
  if (a.kind !== "names" || b.kind !== "names") throw new Error("values of two kinds");
  if (a.except && b.except) return { kind: "names", missing, except: true, names: new Set([...a.names, ...b.names]) };
  const [listed, other] = a.except ? [b, a] : [a, b];
  const names = [...listed.names].filter((name) => other.names.has(name) !== other.except);
  return { kind: "names", missing, except: false, names: new Set(names) };
}

export function complement(values: Values, domain: Domain): Values {
  const missing = domain.mayMiss && !values.missing;
  if (values.kind === "names") {
    const known = domain.kind === "names" ? domain.known : null;
    if (known === null) return { ...values, missing, except: !values.except };
    return { kind: "names", missing, except: false, names: new Set(known.filter((name) => values.names.has(name) === values.except)) };
  }
  const spans: Span[] = [];
  let from: bigint | null = domain.kind === "line" ? domain.least : null;
  let ended = false;
  for (const { low, high } of values.spans) {
    if (low !== null) spans.push({ low: from, high: low - 1n });
    if (high === null) ended = true;
    else from = high + 1n;
  }
  if (!ended) spans.push({ low: from, high: null });
  return { kind: "line", missing, spans: ordered(spans) };
}

export function isEmpty(values: Values): boolean {
  return !values.missing && (values.kind === "line" ? values.spans.length === 0 : !values.except && values.names.size === 0);
}

export function isSubset(a: Values, b: Values, domain: Domain): boolean {
  return isEmpty(intersection(a, complement(b, domain)));
}

export function isEverything(values: Values, domain: Domain): boolean {
  return isEmpty(complement(values, domain));
}

/** Removes empty ranges, sorts the others and joins those that touch. */
function ordered(spans: readonly Span[]): Span[] {
  const kept = spans
    .filter(({ low, high }) => low === null || high === null || low <= high)
    .toSorted((a, b) => (a.low === b.low ? 0 : a.low === null ? -1 : b.low === null ? 1 : a.low < b.low ? -1 : 1));
  const joined: Span[] = [];
  for (const span of kept) {
    const last = joined.at(-1);
    if (last && (last.high === null || span.low === null || span.low <= last.high + 1n))
      joined[joined.length - 1] = { low: last.low, high: last.high === null || span.high === null ? null : higher(last.high, span.high) };
    else joined.push(span);
  }
  return joined;
}

/** The higher of two lower ends. */
function higher(a: bigint | null, b: bigint | null): bigint | null {
  return a === null ? b : b === null ? a : a > b ? a : b;
}

function lower(a: bigint | null, b: bigint | null): bigint | null {
  return a === null ? b : b === null ? a : a < b ? a : b;
}
