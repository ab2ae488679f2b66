import type { EventOnCustomer } from "../../../contract/index.ts";

type Properties = EventOnCustomer["properties"];

/** The parts of an event that a person reads first. Amounts are decimal text. */
export interface EventParts {
  readonly amount: string | null;
  readonly currency: string | null;
  /** What was said, asked or written. */
  readonly quote: string | null;
  /** What it was about: a product's title, a subject, an address. */
  readonly about: string | null;
  readonly lines: readonly ProductLine[];
  /** The names of properties not told by the parts above. */
  readonly rest: readonly string[];
}

export interface ProductLine {
  readonly title: string;
  readonly quantity: string | null;
  readonly price: string | null;
}

const AMOUNT = ["amount", "total", "revenue", "value"];
const QUOTE = ["text", "message", "content", "comment", "body"];
const ABOUT = ["title", "product", "name", "subject", "topic", "material", "query", "url"];
const TITLE = ["title", "name", "product", "sku"];

/** Tells an event's parts apart by the usual names of properties (Segment's e-commerce specification and ours). */
export function partsOf({ properties }: EventOnCustomer): EventParts {
  const told = new Set<string>();
  const take = (names: readonly string[], fits: (text: string) => boolean = () => true): string | null => {
    for (const name of names) {
      const value = properties[name];
      if (typeof value !== "string" || value === "" || !fits(value)) continue;
      told.add(name);
      return value;
    }
    return null;
  };
  const lines = linesOf(properties, told);
  const amount =
    take(AMOUNT, (text) => !Number.isNaN(Number(text))) ??
    (lines.length === 0 ? take(["price"], (text) => !Number.isNaN(Number(text))) : null);
  const currency = take(["currency"], (text) => /^[A-Z]{3}$/.test(text));
  const quote = take(QUOTE);
  const about = take(ABOUT);
  return { amount, currency, quote, about, lines, rest: Object.keys(properties).filter((name) => !told.has(name)) };
}

/** The first property that is a list of objects, as product lines. */
function linesOf(properties: Properties, told: Set<string>): ProductLine[] {
  for (const [name, value] of Object.entries(properties)) {
    if (!Array.isArray(value) || value.length === 0 || typeof value[0] === "string") continue;
    told.add(name);
    return (value as Record<string, string | null>[]).map((line) => ({
      title: TITLE.map((key) => line[key]).find((text) => text != null && text !== "") ?? "–",
      quantity: line["quantity"] ?? null,
      price: line["price"] ?? null,
    }));
  }
  return [];
}

export type Tone = "buy" | "loss" | "attention" | "plain";

/** Whether an event is a purchase, a loss or a call for attention; all others are plain. */
export function toneOf(name: string): Tone {
  if (/^Order (Completed|Paid)$/.test(name)) return "buy";
  if (/Refund|Cancel|Return/.test(name)) return "loss";
  return name === "Complaint Opened" ? "attention" : "plain";
}
