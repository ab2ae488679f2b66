import type { IncomingMessage } from "node:http";
import { newId } from "../kernel/index.ts";

/** The caller's x-request-id if it is short and plain, so that logs of both sides can be joined. Otherwise a new id. */
export function requestIdOf(raw: IncomingMessage): string {
  const header = raw.headers["x-request-id"];
  return typeof header === "string" && /^[\w.:-]{1,100}$/.test(header) ? header : newId();
}
