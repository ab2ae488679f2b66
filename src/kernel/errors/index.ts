import { access } from "./access.ts";
import { actions } from "./actions.ts";
import { api } from "./api.ts";
import { changes } from "./changes.ts";
import { bulk } from "./bulk.ts";
import { cli } from "./cli.ts";
import { customers } from "./customers.ts";
import { demo } from "./demo.ts";
import { engine } from "./engine.ts";
import { general } from "./general.ts";
import { intake } from "./intake.ts";
import { messages } from "./messages.ts";
import { merges } from "./merges.ts";
import { overrides } from "./overrides.ts";
import { Problem, type ErrorEntry, type Issue } from "./problem.ts";
import { records } from "./records.ts";
import { rules } from "./rules.ts";
import { sources } from "./sources.ts";
import { stream } from "./stream.ts";
import { suggestions } from "./suggestions.ts";
import { tags } from "./tags.ts";

export { Problem, type Issue } from "./problem.ts";

/** Every error that a user can see, by code. docs/errors.md is generated from it, and a test compares the two. */
export const ERRORS = {
  ...general,
  ...access,
  ...actions,
  ...api,
  ...changes,
  ...bulk,
  ...cli,
  ...customers,
  ...demo,
  ...engine,
  ...intake,
  ...messages,
  ...merges,
  ...overrides,
  ...records,
  ...rules,
  ...sources,
  ...stream,
  ...suggestions,
  ...tags,
};

export type ErrorCode = keyof typeof ERRORS;
export type ErrorParams<C extends ErrorCode> = (typeof ERRORS)[C] extends ErrorEntry<infer P> ? P : never;

/** Makes the error with this code: `throw problem("NOT_FOUND", { what })`. A parameter `issues` becomes part of the error. */
export function problem<C extends ErrorCode>(code: C, params: ErrorParams<C>, cause?: unknown): Problem {
  const { status, exit, zh, en } = ERRORS[code] as ErrorEntry<ErrorParams<C>>;
  const values = params as Record<string, unknown>;
  return new Problem({
    code,
    status,
    exit,
    params: values,
    zh: zh(params),
    en: en(params),
    ...(Array.isArray(values["issues"]) && { issues: values["issues"] as Issue[] }),
    cause,
  });
}
