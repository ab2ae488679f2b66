import type { Catalogue, FieldType, PropertyDef } from "../../catalogue/index.ts";
import { dependenciesOf, type TagRule } from "../../rules/index.ts";

/** The facts that the interpreter needs of a customer to answer some rules. */
export interface Reads {
  /** Properties by event; only those that a rule names. */
  readonly events: ReadonlyMap<string, readonly PropertyDef[]>;
  /** Types by attribute. */
  readonly attributes: ReadonlyMap<string, FieldType>;
  /** Tags whose duration a rule asks for. */
  readonly histories: ReadonlySet<string>;
}

/** @param rules of the requested tags and of every tag that they name */
export function readsOf(rules: ReadonlyMap<string, TagRule>, catalogue: Catalogue): Reads {
  const text = JSON.stringify([...rules.values()]);
  const dependencies = [...rules.values()].flatMap(dependenciesOf);
  const events = new Map<string, readonly PropertyDef[]>();
  const attributes = new Map<string, FieldType>();
  const named = new Set<string>();
  for (const dependency of dependencies) {
    if (dependency.kind === "event") events.set(dependency.event, namedProperties(dependency.event, text, catalogue));
    // A consent need not be in the catalogue; it is boolean.
    else if (dependency.kind === "attribute")
      attributes.set(dependency.attribute, catalogue.attributes.get(dependency.attribute)?.type ?? "boolean");
    else named.add(dependency.tag);
  }
  return { events, attributes, histories: asksHowLong([...rules.values()]) ? named : new Set() };
}

/** Properties that the rules name, and the other members of their lists: a list is as long as its longest member. */
function namedProperties(event: string, text: string, catalogue: Catalogue): PropertyDef[] {
  const properties = [...(catalogue.events.get(event)?.properties.values() ?? [])];
  const lists = new Set(properties.filter((one) => one.array && isNamed(one, text)).map(listOf));
  return properties.filter((one) => isNamed(one, text) || (one.array && lists.has(listOf(one))));
}

function isNamed({ code }: PropertyDef, text: string): boolean {
  return text.includes(JSON.stringify(code));
}

function listOf({ code }: PropertyDef): string {
  return code.slice(0, code.indexOf("[]"));
}

function asksHowLong(rules: readonly TagRule[]): boolean {
  return nodesOf(rules).some((node) => "held" in node && node["held"] !== null);
}

/** Every object in a tree of plain data. */
function nodesOf(tree: unknown): Record<string, unknown>[] {
  if (typeof tree !== "object" || tree === null) return [];
  const inner = Object.values(tree).flatMap(nodesOf);
  return Array.isArray(tree) ? inner : [tree as Record<string, unknown>, ...inner];
}
