import { z } from "zod";
import type { Operation } from "./operation.ts";

const Empty = z.object({});

type Given<P, Q, B, R extends z.ZodType> = Omit<Operation, "params" | "query" | "body" | "response"> & {
  params?: P;
  query?: Q;
  body?: B;
  response: R;
};

/** Completes an operation: parts that are not given are empty objects. */
export function operation<
  R extends z.ZodType,
  P extends z.ZodType = typeof Empty,
  Q extends z.ZodType = typeof Empty,
  B extends z.ZodType = typeof Empty,
>(given: Given<P, Q, B, R>): Operation<P, Q, B, R> {
  return { ...given, params: given.params ?? Empty, query: given.query ?? Empty, body: given.body ?? Empty } as unknown as Operation<
    P,
    Q,
    B,
    R
  >;
}
