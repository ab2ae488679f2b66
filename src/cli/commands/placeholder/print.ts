import type { PlaceholderPreview } from "../../../contract/index.ts";
import { grouped } from "../../print/number.ts";
import type { Session } from "../../session.ts";

/** The effect of a change, as one line. */
export function changeText({ say }: Session, { merged, split }: PlaceholderPreview): string {
  if (merged + split === 0) return say({ zh: "现有的客户都不会改变", en: "no customer would change" });
  return say({
    zh: [split > 0 && `会拆分出 ${grouped(split)} 个客户`, merged > 0 && `${grouped(merged)} 个客户会并入别的客户`]
      .filter(Boolean)
      .join("，"),
    en: [split > 0 && `${grouped(split)} customers would be split off`, merged > 0 && `${grouped(merged)} would be merged into others`]
      .filter(Boolean)
      .join(", "),
  });
}
