const HIGHEST = 0x10ffff;
type Span = readonly [low: number, high: number];

const known = new Map<string, readonly Span[]>();

/**
 * The characters of a Unicode class as ranges: `L`, `Lu`, `Han`, `Script=Han`; undefined for a name that Unicode does not have. The two
 * engines have tables of different Unicode versions. Without ranges a new character could be a letter in one engine only.
 */
export function unicodeClass(name: string): readonly Span[] | undefined {
  const remembered = known.get(name);
  if (remembered) return remembered;
  const expression = expressionOf(name);
  if (!expression) return undefined;
  const spans = spansOf(expression);
  known.set(name, spans);
  return spans;
}

/** All characters outside the ranges. Surrogates are in neither. */
export function otherThan(spans: readonly Span[]): readonly Span[] {
  const gaps: Span[] = [];
  let next = 0;
  for (const [low, high] of [...spans, [0xd800, 0xdfff] as const, [HIGHEST + 1, HIGHEST + 1] as const].toSorted((a, b) => a[0] - b[0])) {
    if (low > next) gaps.push([next, low - 1]);
    next = Math.max(next, high + 1);
  }
  return gaps;
}

function expressionOf(name: string): RegExp | undefined {
  if (!/^[A-Za-z0-9_=]+$/.test(name)) return undefined;
  for (const property of [name, `Script=${name}`]) {
    try {
      return new RegExp(`\\p{${property}}`, "u");
    } catch {
      // The name is not of this kind.
    }
  }
  return undefined;
}

function spansOf(expression: RegExp): readonly Span[] {
  const spans: Span[] = [];
  let start: number | undefined;
  for (let code = 0; code <= HIGHEST + 1; code++) {
    const isIn = code <= HIGHEST && (code < 0xd800 || code > 0xdfff) && expression.test(String.fromCodePoint(code));
    if (isIn) start ??= code;
    else if (start !== undefined) {
      spans.push([start, code - 1]);
      start = undefined;
    }
  }
  return spans;
}
