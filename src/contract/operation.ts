import type { z } from "zod";
import type { Permission } from "../kernel/index.ts";

/** One thing that can be asked of Tagwise. The server routes it, the client calls it, OpenAPI describes it. */
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
   * Who may: the server asks for the permission before anything else, and the verb behind it asks again. `own`: whoever is signed in, of
   * what is their own or what each kind of thing lets them see; `public`: anybody.
   */
  readonly permission: Permission | "own" | "public";
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  readonly status: 200 | 201 | 202 | 204;
}

export type ParamsOf<O extends Operation> = z.output<O["params"]>;
export type QueryOf<O extends Operation> = z.output<O["query"]>;
export type BodyOf<O extends Operation> = z.output<O["body"]>;
export type ResponseOf<O extends Operation> = z.output<O["response"]>;

// An empty part is Record<string, never> to zod, which would forbid the keys of the others.
type Part<T> = T extends Record<string, never> ? unknown : T;

/** What a caller gives: every part the operation has. */
export type InputOf<O extends Operation> = Part<z.input<O["params"]>> & Part<z.input<O["query"]>> & Part<z.input<O["body"]>>;
