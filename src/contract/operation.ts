import type { z } from "zod";
import type { TagAction } from "./shapes/grant.ts";
import type { Permission } from "../kernel/index.ts";

/** One operation of the API. The server routes it, the client calls it, OpenAPI describes it. */
export interface Operation<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path under /api, parameters as `:name`. */
  readonly path: string;
  readonly room: string;
  readonly summary: { readonly zh: string; readonly en: string };
  /**
   * The permission that the caller needs. The server checks it first, and the verb checks it again. `own`: everybody who is signed in, for
   * their own data or what the verb lets them see. `public`: everybody.
   */
  readonly permission: Permission | "own" | "public";
  /** Of an operation about single tags: a grant of this action on any tag or group stands in for the permission. The verb asks for each tag. */
  readonly tagAction?: TagAction | undefined;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  readonly status: 200 | 201 | 202 | 204 | 302;
}

export type ParamsOf<O extends Operation> = z.output<O["params"]>;
export type QueryOf<O extends Operation> = z.output<O["query"]>;
export type BodyOf<O extends Operation> = z.output<O["body"]>;
export type ResponseOf<O extends Operation> = z.output<O["response"]>;

// zod infers Record<string, never> for an empty part. Intersected with the others, it would forbid their keys.
type Part<T> = T extends Record<string, never> ? unknown : T;

/** The input of a call: params, query and body in one object. */
export type InputOf<O extends Operation> = Part<z.input<O["params"]>> & Part<z.input<O["query"]>> & Part<z.input<O["body"]>>;
