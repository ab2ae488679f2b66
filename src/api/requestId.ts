import type { IncomingMessage } from "node:http";
import { newId } from "../kernel/index.ts";

/** The caller's x-request-id when it is short and plain, so that logs can be joined; a new one otherwise. */
export function requestIdOf(raw: IncomingMessage): string {
  const given = raw.headers["x-request-id"];
  return typeof given === "string" && /^[\w.:-]{1,100}$/.test(given) ? given : newId();
}
