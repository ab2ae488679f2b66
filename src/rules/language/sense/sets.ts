/** A run of whole numbers, both ends in it; null: without end on that side. */
export interface Span {
  readonly low: bigint | null;
  readonly high: bigint | null;
}

/** What a subject can be: a place on a line of whole numbers, or a name; `missing` is one more value, where it can be missing. */
export type Domain =
  | { readonly kind: "line"; readonly least: bigint | null; readonly mayMiss: boolean }
  /** `known`: all names there are, or null where any text will do. */
  | { readonly kind: "names"; readonly known: readonly string[] | null; readonly mayMiss: boolean };

/** Some of a domain's values. Spans are in order and do not touch; of names, those listed or all but those. */
export type Values =
  | { readonly kind: "line"; readonly missing: boolean; readonly spans: readonly Span[] }
  | { readonly kind: "names"; readonly missing: boolean; readonly except: boolean; readonly names: ReadonlySet<string> };

export function nothingOf({ kind }: Domain): Values {
  return kind === "line" ? { kind, missing: false, spans: [] } : { kind, missing: false, except: false, names: new Set() };
}

/** Every value but missing. */
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

/** Drops empty spans, puts the others in order and joins those that touch. */
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

/** Of two lower ends the inner one. */
function higher(a: bigint | null, b: bigint | null): bigint | null {
  return a === null ? b : b === null ? a : a > b ? a : b;
}

function lower(a: bigint | null, b: bigint | null): bigint | null {
  return a === null ? b : b === null ? a : a < b ? a : b;
}
