import type { Lang } from "../lang.ts";

/** One entry of the registry: an HTTP status, an exit code for the command line, and the texts over the parameters. */
export interface ErrorEntry<P> {
  readonly status: number;
  /** Exit code of the command line: 2 wrong use, 3 bad input, 4 not allowed, 5 not found, 6 conflict or busy, 7 resources, 1 anything else. */
  readonly exit: number;
  readonly zh: (params: P) => string;
  readonly en: (params: P) => string;
}

/** Fixes the parameter type of an entry while keeping its code's literal type. */
export function entry<P>(value: ErrorEntry<P>): ErrorEntry<P> {
  return value;
}

/** One fault in a larger input: where it is (`tags[3].rule.all[0].event`) and what is expected. */
export interface Issue {
  readonly code: string;
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly suggestion?: string;
}

/** An error that a person can act on. `code` names its entry in the registry. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: string;
  readonly status: number;
  readonly exit: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly zh: string;
  readonly en: string;
  readonly issues: readonly Issue[];

  constructor(fields: {
    code: string;
    status: number;
    exit: number;
    params: Readonly<Record<string, unknown>>;
    zh: string;
    en: string;
    issues?: readonly Issue[];
    cause?: unknown;
  }) {
    super(`${fields.code}: ${fields.en}`, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.code = fields.code;
    this.status = fields.status;
    this.exit = fields.exit;
    this.params = fields.params;
    this.zh = fields.zh;
    this.en = fields.en;
    this.issues = fields.issues ?? [];
  }

  text(lang: Lang): string {
    return lang === "zh" ? this.zh : this.en;
  }
}
