import type { Catalogue } from "../../catalogue/index.ts";
import { Problem, type Issue, type Text } from "../../kernel/index.ts";
import { isObject, ruleWarnings, type SegmentRef } from "../../rules/language/index.ts";
import { evaluationOrder } from "../../rules/index.ts";
import type { TagDefinition } from "../definition.ts";
import { readDocument } from "../document.ts";
import { namingRemarks } from "../naming/namingRemarks.ts";
import { textsUnder } from "../uses.ts";
import { namedFields } from "./namedFields.ts";

/** Something doubtful about a tag, with its place in the document. */
export interface Remark extends Text {
  readonly path: string;
}

export interface Checked {
  readonly tags: number;
  /** What prevents publishing. */
  readonly issues: readonly Issue[];
  /** What is doubtful. It is looked for where there are no issues. */
  readonly remarks: readonly Remark[];
}

/**
 * Everything wrong and doubtful about a document that has all tags, without a store: what is left is what only the data can say. Without
 * a catalogue every event, property and attribute is taken to exist. Segments are taken to exist.
 */
export function checkDocument(document: Readonly<Record<string, unknown>>, catalogue: Catalogue | null, timezone: string): Checked {
  const list = Array.isArray(document["tags"]) ? document["tags"].filter(isObject) : [];
  const nothing = { tags: new Map(), refs: new Map(), groups: new Map(), segments: segmentsIn(list) };
  try {
    const known = catalogue ?? namedFields(list);
    const { definitions, refs } = readDocument(document, nothing, known, timezone, false);
    evaluationOrder(new Map(definitions.map(({ code, rule }) => [code, rule])));
    const scope = { catalogue: known, tags: refs, timezone };
    const remarks = definitions.flatMap((definition, index) => [
      ...namingRemarks(definition, definitions).map(({ field, zh, en }) => ({ path: `tags[${index}].${field}`, zh, en })),
      ...ruleWarnings(definition.rule, scope).map(({ path, zh, en }) => ({ path: `tags[${index}].${path}`, zh, en })),
    ]);
    return { tags: list.length, issues: [], remarks };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { tags: list.length, issues: error.issues.length > 0 ? error.issues : [circle(error, list)], remarks: [] };
  }
}

/** A circle is shown where its first tag stands. */
function circle({ code, zh, en, params }: Problem, list: readonly Partial<TagDefinition>[]): Issue {
  const [first] = (params as { readonly path?: readonly string[] }).path ?? [];
  const index = list.findIndex((tag) => tag.code === first);
  return { code, path: index < 0 ? "tags" : `tags[${index}]`, zh, en };
}

function segmentsIn(list: readonly unknown[]): Map<string, SegmentRef> {
  return new Map(textsUnder(list, "segment").map((name) => [name, { id: name, name, of: { kind: "all", of: [] } }]));
}
