import { assignTag } from "../../contract/index.ts";
import { defineCommand } from "../command.ts";
import { grouped } from "../print/number.ts";
import type { Session } from "../session.ts";

const ARGUMENTS = [
  { usage: "<tag>", text: { zh: "静态标签的编码或名称", en: "a static tag's code or name" } },
  { usage: "<customers...>", text: { zh: "客户编号或身份，可多个", en: "customers by number or identity" } },
] as const;

const REASON = { flags: "--reason <text>", text: { zh: "原因", en: "why" } };

export const assign = defineCommand<{ reason?: string; until?: string }>({
  name: "assign",
  group: "tags",
  summary: { zh: "给客户打上静态标签", en: "put a static tag on customers" },
  arguments: ARGUMENTS,
  options: [
    REASON,
    {
      flags: "--until <time>",
      text: {
        zh: "到何时为止，到时自动摘下：日期（含当天）或时刻；不写则一直有效",
        en: "when it leaves by itself: a date (that day included) or an instant; without: it stays",
      },
    },
  ],
  examples: ["assign vip crm:12346 taobao:小红", "assign vip crm:12346 --reason 双十一名单 --until 2026-12-31"],
  async run(session, [tag = "", ...add], { reason, until }) {
    await change(session, tag, { add, reason, until });
  },
});

export const unassign = defineCommand<{ reason?: string }>({
  name: "unassign",
  group: "tags",
  summary: { zh: "摘下客户的静态标签", en: "take a static tag off customers" },
  arguments: ARGUMENTS,
  options: [REASON],
  async run(session, [tag = "", ...remove], { reason }) {
    await change(session, tag, { remove, reason });
  },
});

interface Change {
  readonly add?: string[];
  readonly remove?: string[];
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
}

async function change(session: Session, tag: string, wanted: Change): Promise<void> {
  const answer = await session.call(assignTag, { tag, ...wanted });
  if (session.json) return session.printJson(answer);
  const { entered, left, members } = answer;
  session.print(
    session.say({
      zh: `进入 ${grouped(entered)}，离开 ${grouped(left)}，现有 ${grouped(members)} 位客户`,
      en: `${grouped(entered)} entered, ${grouped(left)} left, ${grouped(members)} customers now`,
    }),
  );
}
