import { editPlaceholders, type PlaceholderPreview, previewPlaceholders } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import type { Session } from "../../session.ts";
import { changeText } from "./print.ts";

export const placeholderEdit = defineCommand<{ remove?: boolean; dryRun?: boolean }>({
  name: "placeholder edit",
  group: "customers",
  summary: {
    zh: "把一个编号列为占位编号，它不再用来识别客户，已连在一起的客户随之拆开",
    en: "make an id a placeholder that names nobody; customers that it joined come apart",
  },
  arguments: [
    {
      usage: "<ids...>",
      text: {
        zh: "「平台:编号」，可多个；平台写 * 为所有平台，邮箱可写 email:noreply@*",
        en: "platform:id, any number of them; * is any platform, email:noreply@* any host",
      },
    },
  ],
  options: [
    { flags: "--remove", text: { zh: "从名单中移除，它又可以识别客户", en: "take it off the list: it names somebody again" } },
    { flags: "--dry-run", text: { zh: "只看会改变什么", en: "only show what would change" } },
  ],
  examples: [
    "placeholder edit member:0000001 --dry-run",
    "placeholder edit '*:visitor' email:noreply@*",
    "placeholder edit '*:test' --remove",
  ],
  async run(session, ids, { remove = false, dryRun = false }) {
    const items = ids.map(placeholderAt);
    const edit = remove ? { remove: items } : { add: items };
    const preview = await session.call(previewPlaceholders, edit);
    if (dryRun) {
      if (session.json) session.printJson(preview);
      else session.print(changeText(session, preview));
      return;
    }
    const answer = await session.call(editPlaceholders, edit);
    if (session.json) return session.printJson(answer);
    session.print(doneText(session, preview));
  },
});

/** @throws OPTION_INVALID */
function placeholderAt(text: string): { platform: string; value: string } {
  const colon = text.indexOf(":");
  if (colon < 1) throw problem("OPTION_INVALID", { option: "<ids>", value: text, wanted: { zh: "「平台:编号」", en: "platform:id" } });
  return { platform: text.slice(0, colon), value: text.slice(colon + 1) };
}

function doneText({ say }: Session, { merged, split }: PlaceholderPreview): string {
  return say({
    zh: `已保存：拆分出 ${grouped(split)} 个客户，${grouped(merged)} 个客户并入别的客户`,
    en: `saved: ${grouped(split)} customers split off, ${grouped(merged)} merged into others`,
  });
}
