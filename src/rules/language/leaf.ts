import type { AttributeDef, PropertyDef } from "../../catalogue/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { Dependency, EventMeasure, Leaf, Rule } from "./ast.ts";
import type { Missing } from "./missing.ts";
import type { Keys } from "./schema.ts";
import type { Reading, Scope } from "./scope.ts";
import type { Asked } from "./sense/subject.ts";

/** The language part of a leaf. It uses no store, because it also runs in the browser. */
export interface LeafLanguage<L extends Leaf = Leaf> {
  /** The key that marks the leaf in YAML and JSON. */
  readonly key: L["kind"];
  /** Its keys, for editors. `read` accepts these and no others. */
  readonly keys: Keys;
  /** The keys that it cannot do without. */
  readonly needs: readonly string[];
  /**
   * Reads the leaf and checks it against the scope. Records everything wrong; undefined when the leaf is invalid. `readInner` reads a rule
   * inside it.
   */
  read(
    raw: Record<string, unknown>,
    path: string,
    reading: Reading,
    readInner: (raw: unknown, path: string) => Rule | undefined,
  ): L | undefined;
  /** The leaf as text: 近365天「完成订单」的金额合计 ≥ 10,000. */
  sentence(leaf: L, scope: Pick<Scope, "catalogue" | "tags" | "timezone">, sayInner: (rule: Rule) => Text): Text;
  /** Only the comparison: ≥ 10,000. */
  wanted(leaf: L, scope: Pick<Scope, "catalogue" | "tags" | "timezone">): Text;
  /** Events, attributes and tags that the answer depends on. */
  reads(leaf: L, readsInner: (rule: Rule) => readonly Dependency[]): readonly Dependency[];
  /** Customers without a value to compare; null when every customer has one, or when the leaf asks just that. */
  missing(leaf: L, words: Pick<Scope, "catalogue">): Missing | null;
  /** What it asks of which value; undefined when it asks about something that is not a value: an order of events, a rank. */
  asked(leaf: L, scope: Pick<Scope, "tags">): Asked | undefined;
  /**
   * The fields whose values an explanation shows. Fields that only select events are not among them: of these an explanation shows numbers
   * only.
   */
  shownFields(leaf: L, catalogue: Scope["catalogue"]): readonly Pick<AttributeDef | PropertyDef, "code" | "sensitivity">[];
  /** The measures whose events an explanation shows. */
  counted(leaf: L): readonly EventMeasure[];
}
