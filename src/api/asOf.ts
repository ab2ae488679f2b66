import type { Ctx } from "../engine/index.ts";
import { parseInstant, problem, type Instant } from "../kernel/index.ts";

/** The instant that `?asOf=` names; without an offset it is a time of the workspace. @throws INPUT_INVALID */
export function asOfIn(ctx: Ctx, query: { readonly asOf?: string | undefined }): Instant | undefined {
  if (query.asOf === undefined) return undefined;
  const instant = parseInstant(query.asOf, ctx.workspace.timezone);
  if (instant !== undefined) return instant;
  const zh = "应为时间，如 2025-11-02 或 2025-11-02T08:00:00+08:00，在 1900 到 2299 年之间";
  const en = "must be a time such as 2025-11-02 or 2025-11-02T08:00:00+08:00, from 1900 to 2299";
  throw problem("INPUT_INVALID", { issues: [{ code: "invalid_time", path: "query.asOf", zh, en }] });
}
