import { assignInBulk, type BulkAssignmentResult } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { readText } from "../../input/read.ts";
import { followJob } from "../../job.ts";
import { clean } from "../../print/clean.ts";
import { grouped } from "../../print/number.ts";
import { REASON } from "../tag/options.ts";

interface Options {
  add?: string;
  remove?: string;
  where?: string;
  q?: string;
  all?: boolean;
  list?: string;
  platform?: string;
  reason?: string;
  until?: string;
}

const tags = (text = "") =>
  text
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");

export const bulkAssignmentStart = defineCommand<Options>({
  name: "bulk-assignment start",
  group: "tags",
  summary: {
    zh: "批量打标签：给名单或所有符合条件的客户添加、移除静态标签",
    en: "add static tags to many customers and remove them, by a list or a filter",
  },
  arguments: [{ usage: "[customers...]", text: { zh: "客户编号、身份、手机号，可多个", en: "customers by number, identity or phone" } }],
  options: [
    { flags: "--add <tags>", text: { zh: "添加的标签，用逗号隔开", en: "tags to add, separated by commas" } },
    { flags: "--remove <tags>", text: { zh: "移除的标签，用逗号隔开", en: "tags to remove, separated by commas" } },
    { flags: "--where <combination>", text: { zh: "所有符合这个标签组合的客户", en: "all customers of a combination of tags" } },
    { flags: "--q <text>", text: { zh: "所有姓名或身份符合的客户", en: "all customers whose name or identity fits" } },
    { flags: "--all", text: { zh: "全部客户", en: "all customers" } },
    {
      flags: "--list <file>",
      text: { zh: "名单文件，每行一个手机号、编号或身份", en: "a file with a phone, number or identity on each line" },
    },
    {
      flags: "--platform <name>",
      text: { zh: "名单里不带冒号的内容是什么：customer、phone、crm……", en: "what texts without a colon are: customer, phone, crm …" },
    },
    REASON,
    { flags: "--until <time>", text: { zh: "添加的标签到何时为止", en: "when the added tags leave by themselves" } },
  ],
  examples: [
    "bulk-assignment start --add vip --remove lead --list phones.txt",
    "bulk-assignment start --add vip --where '高价值客户 且 非 近期沉默'",
  ],
  async run(session, given, { add, remove, where, q, all, list, platform, reason, until }) {
    const lines = list === undefined ? [] : (await readText(list)).split(/\r?\n/);
    const listed = [...given, ...lines];
    const matching = where !== undefined || q !== undefined || all === true ? { where, q } : undefined;
    const { job } = await session.call(assignInBulk, {
      who: { ...(listed.length > 0 && { list: listed, platform }), ...(matching && { matching }) },
      add: tags(add),
      remove: tags(remove),
      reason,
      until,
    });
    const result = (await followJob(session, job)) as BulkAssignmentResult;
    if (session.json) return session.printJson(result);
    const say = (text: Text) => session.print(session.say(text));
    for (const { tag, direction, moved, already, kept } of result.tags) {
      const name = clean(tag.name[session.lang]);
      say(
        direction === "in"
          ? {
              zh: `「${name}」：添加 ${grouped(moved)}，已有 ${grouped(already)}`,
              en: `${name}: ${grouped(moved)} added, ${grouped(already)} had it`,
            }
          : {
              zh: `「${name}」：移除 ${grouped(moved)}，本来没有 ${grouped(already)}`,
              en: `${name}: ${grouped(moved)} removed, ${grouped(already)} did not have it`,
            },
      );
      if (kept > 0) say({ zh: `  互斥：${grouped(kept)} 位保留更高的标签`, en: `  exclusive: ${grouped(kept)} keep a higher tag` });
    }
    for (const { tag, customers } of result.replaced)
      say({
        zh: `互斥：${grouped(customers)} 位客户的「${clean(tag.name.zh)}」已移除`,
        en: `exclusive: ${grouped(customers)} lost ${clean(tag.name.en)}`,
      });
    if (result.notFound.length > 0)
      say({
        zh: `没找到 ${grouped(result.notFound.length)} 条：${result.notFound.slice(0, 20).map(clean).join("、")}${result.notFound.length > 20 ? "……（--json 可见全部）" : ""}`,
        en: `${grouped(result.notFound.length)} not found: ${result.notFound.slice(0, 20).map(clean).join(", ")}${result.notFound.length > 20 ? " … (all with --json)" : ""}`,
      });
    session.note(
      session.say({ zh: `撤销：tagwise bulk-assignment undo ${result.bulk}`, en: `Undo: tagwise bulk-assignment undo ${result.bulk}` }),
    );
  },
});
