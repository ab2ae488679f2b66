import { z } from "zod";
import type { Operation } from "./operation.ts";

const Empty = z.object({});

type OperationParts<P, Q, B, R extends z.ZodType> = Omit<Operation, "params" | "query" | "body" | "response"> & {
  params?: P;
  query?: Q;
  body?: B;
  response: R;
};

/** Completes an operation: a missing part becomes an empty object. */
export function operation<
  R extends z.ZodType,
  P extends z.ZodType = typeof Empty,
  Q extends z.ZodType = typeof Empty,
  B extends z.ZodType = typeof Empty,
>(parts: OperationParts<P, Q, B, R>): Operation<P, Q, B, R> {
  return { ...parts, params: parts.params ?? Empty, query: parts.query ?? Empty, body: parts.body ?? Empty } as unknown as Operation<
    P,
    Q,
    B,
    R
  >;
}
