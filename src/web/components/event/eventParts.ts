import type { EventOnCustomer } from "../../../contract/index.ts";

type Properties = EventOnCustomer["properties"];

/** The main parts of an event. Amounts are decimal text. */
export interface EventParts {
  readonly amount: string | null;
  readonly currency: string | null;
  /** Text that the customer said, asked or wrote. */
  readonly quote: string | null;
  /** The subject of the event: a product's title, a topic, an address. */
  readonly about: string | null;
  readonly lines: readonly ProductLine[];
  /** The names of the other properties. */
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

/** Finds the parts of an event by usual property names (Segment's e-commerce specification and ours). */
export function partsOf({ properties }: EventOnCustomer): EventParts {
  const used = new Set<string>();
  const take = (names: readonly string[], fits: (text: string) => boolean = () => true): string | null => {
    for (const name of names) {
      const value = properties[name];
      if (typeof value !== "string" || value === "" || !fits(value)) continue;
      used.add(name);
      return value;
    }
    return null;
  };
  const lines = linesOf(properties, used);
  const amount =
    take(AMOUNT, (text) => !Number.isNaN(Number(text))) ??
    (lines.length === 0 ? take(["price"], (text) => !Number.isNaN(Number(text))) : null);
  const currency = take(["currency"], (text) => /^[A-Z]{3}$/.test(text));
  const quote = take(QUOTE);
  const about = take(ABOUT);
  return { amount, currency, quote, about, lines, rest: Object.keys(properties).filter((name) => !used.has(name)) };
}

/** The first property that is a list of objects, as product lines. */
function linesOf(properties: Properties, used: Set<string>): ProductLine[] {
  for (const [name, value] of Object.entries(properties)) {
    if (!Array.isArray(value) || value.length === 0 || typeof value[0] === "string") continue;
    used.add(name);
    return (value as Record<string, string | null>[]).map((line) => ({
      title: TITLE.map((key) => line[key]).find((text) => text != null && text !== "") ?? "–",
      quantity: line["quantity"] ?? null,
      price: line["price"] ?? null,
    }));
  }
  return [];
}

export type Tone = "buy" | "loss" | "attention" | "plain";

/** The tone of an event: purchase, loss, attention or plain. */
export function toneOf(name: string): Tone {
  if (/^Order (Completed|Paid)$/.test(name)) return "buy";
  if (/Refund|Cancel|Return/.test(name)) return "loss";
  return name === "Complaint Opened" ? "attention" : "plain";
}
