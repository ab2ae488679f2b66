import type { Catalogue } from "../../catalogue/index.ts";
import { nearest, problem, type ErrorCode, type ErrorParams, type Issue, type TagKindName, type Text } from "../../kernel/index.ts";
import type { EventMeasure, Rule } from "./ast.ts";

/** What a rule may name of a tag. */
export interface TagRef {
  readonly code: string;
  readonly name: Text;
  readonly kind: TagKindName;
  /** The values of a tiered tag, its default included. */
  readonly values: readonly string[];
  /** What a metric tag measures; undefined while its own definition is invalid. */
  readonly measure?: EventMeasure | undefined;
}

/** A saved segment, as a rule may name it. */
export interface SegmentRef {
  readonly id: string;
  readonly name: string;
  /** The combination, with tags as codes. */
  readonly of: Rule;
}

/** What a rule is checked against. */
export interface Scope {
  readonly catalogue: Catalogue;
  readonly tags: ReadonlyMap<string, TagRef>;
  /** By id; empty where a rule cannot name segments. */
  readonly segments?: ReadonlyMap<string, SegmentRef> | undefined;
  /** The workspace's time zone: for dates without an offset and for calendar units. */
  readonly timezone: string;
}

/** Collects everything wrong with an input, each with its path. */
export class Reading {
  readonly issues: Issue[] = [];
  readonly scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  /** Records a problem at `path` and returns undefined, so that a reader can `return reading.wrong(…)`. */
  wrong<C extends ErrorCode>(path: string, code: C, params: ErrorParams<C>): undefined {
    const { zh, en } = problem(code, params);
    const suggestion = (params as { suggestion?: string }).suggestion;
    this.issues.push({ code, path, zh, en, ...(suggestion !== undefined && { suggestion }) });
    return undefined;
  }

  /** The unknown keys of an object, each with the most similar key of the language. */
  onlyKeys(object: Record<string, unknown>, known: readonly string[], path: string): void {
    for (const name of Object.keys(object)) {
      if (!known.includes(name)) this.wrong(join(path, name), "RULE_UNKNOWN_KEY", { name, known, suggestion: nearest(name, known) });
    }
  }

  shape(path: string, value: unknown, wantedZh: string, wanted: string): undefined {
    return this.wrong(path, "RULE_SHAPE", { found: describe(value), wanted, wantedZh });
  }
}

export function join(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  const step = /^[\p{L}\p{N}_$-]+$/u.test(key) ? key : JSON.stringify(key);
  return path === "" ? step : `${path}.${step}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A short name of a wrong value, for messages. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "[…]";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return "{…}";
  const text = String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
