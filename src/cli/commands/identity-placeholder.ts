import { editPlaceholders, listPlaceholders, previewPlaceholders, type PlaceholderPreview } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { clean } from "../print/clean.ts";
import { grouped } from "../print/number.ts";
import { table, type Cell } from "../print/table.ts";
import type { Session } from "../session.ts";

export const identityPlaceholders = defineCommand<{ all?: boolean }>({
  name: "identity placeholders",
  group: "customers",
  summary: { zh: "占位编号：不代表任何人的编号", en: "placeholders: ids that name nobody" },
  options: [{ flags: "--all", text: { zh: "包括已停用的", en: "those that were taken off the list too" } }],
  examples: ["identity placeholders"],
  async run(session, _, { all = false }) {
    const answer = await session.call(listPlaceholders, {});
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const titles = [
      { title: say({ zh: "平台", en: "PLATFORM" }) },
      { title: say({ zh: "编号", en: "ID" }), flexible: true },
      { title: say({ zh: "来源", en: "FROM" }) },
      { title: say({ zh: "状态", en: "STATE" }) },
    ];
    const rows = answer.items
      .filter(({ active }) => all || active)
      .map(({ platform, value, builtIn, active }): Cell[] => [
        platform === "*" ? say({ zh: "任何平台", en: "any" }) : platform,
        clean(value),
        say(builtIn ? { zh: "内置", en: "built in" } : { zh: "添加", en: "added" }),
        say(active ? { zh: "生效", en: "active" } : { zh: "停用", en: "off" }),
      ]);
    session.print(...table(titles, rows, session.table));
  },
});

export const identityPlaceholder = defineCommand<{ remove?: boolean; dryRun?: boolean }>({
  name: "identity placeholder",
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
    "identity placeholder member:0000001 --dry-run",
    "identity placeholder '*:visitor' email:noreply@*",
    "identity placeholder '*:test' --remove",
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

/** What a change would do, in a line. */
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

function doneText({ say }: Session, { merged, split }: PlaceholderPreview): string {
  return say({
    zh: `已保存：拆分出 ${grouped(split)} 个客户，${grouped(merged)} 个客户并入别的客户`,
    en: `saved: ${grouped(split)} customers split off, ${grouped(merged)} merged into others`,
  });
}
