import type { Ctx } from "../engine/index.ts";
import { parseInstant, problem, type Instant } from "../kernel/index.ts";

/** The instant of `?asOf=`. Without an offset it is in the workspace's time zone. @throws INPUT_INVALID */
export function asOfIn(ctx: Ctx, query: { readonly asOf?: string | undefined }): Instant | undefined {
  return instantIn(ctx, "asOf", query.asOf);
}

/** The instant of `?membersAt=`. It cannot be combined with `asOf`, which evaluates rules instead. @throws INPUT_INVALID */
export function membersAtIn(
  ctx: Ctx,
  query: { readonly membersAt?: string | undefined; readonly asOf?: string | undefined },
): Instant | undefined {
  if (query.membersAt !== undefined && query.asOf !== undefined) {
    const zh = "asOf（按规则重算）和 membersAt（当时存下的名单）只能用一个";
    const en = "asOf (computed by rules) and membersAt (as stored then) exclude each other";
    throw problem("INPUT_INVALID", { issues: [{ code: "two_moments", path: "query.membersAt", zh, en }] });
  }
  return instantIn(ctx, "membersAt", query.membersAt);
}

/** The instant of a query parameter. @throws INPUT_INVALID */
export function instantIn(ctx: Ctx, name: string, text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text, ctx.workspace.timezone);
  if (instant !== undefined) return instant;
  const zh = "应为时间，如 2025-11-02 或 2025-11-02T08:00:00+08:00，在 1900 到 2299 年之间";
  const en = "must be a time such as 2025-11-02 or 2025-11-02T08:00:00+08:00, from 1900 to 2299";
  throw problem("INPUT_INVALID", { issues: [{ code: "invalid_time", path: `query.${name}`, zh, en }] });
}
