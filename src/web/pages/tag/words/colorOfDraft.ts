import { TAG_COLORS, type TagColor } from "../../../../contract/index.ts";
import type { TagDraft } from "./tagDraft.ts";

export function colorOfDraft({ color }: TagDraft): TagColor {
  return TAG_COLORS.find((one) => one === color) ?? "teal";
}
