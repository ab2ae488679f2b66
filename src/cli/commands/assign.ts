import { assignTag } from "../../contract/index.ts";
import { defineCommand } from "../command.ts";
import { grouped } from "../print/number.ts";
import type { Session } from "../session.ts";

const ARGUMENTS = [
  { usage: "<tag>", text: { zh: "静态标签的编码或名称", en: "a static tag's code or name" } },
  { usage: "<customers...>", text: { zh: "客户编号或身份，可多个", en: "customers by number or identity" } },
] as const;

export const assign = defineCommand({
  name: "assign",
  group: "tags",
  summary: { zh: "给客户打上静态标签", en: "put a static tag on customers" },
  arguments: ARGUMENTS,
  examples: ["assign vip crm:12346 taobao:小红"],
  async run(session, [tag = "", ...add]) {
    await change(session, tag, { add });
  },
});

export const unassign = defineCommand({
  name: "unassign",
  group: "tags",
  summary: { zh: "摘下客户的静态标签", en: "take a static tag off customers" },
  arguments: ARGUMENTS,
  async run(session, [tag = "", ...remove]) {
    await change(session, tag, { remove });
  },
});

async function change(session: Session, tag: string, customers: { add?: string[]; remove?: string[] }): Promise<void> {
  const answer = await session.call(assignTag, { tag, ...customers });
  if (session.json) return session.printJson(answer);
  const { entered, left, members } = answer;
  session.print(
    session.say({
      zh: `进入 ${grouped(entered)}，离开 ${grouped(left)}，现有 ${grouped(members)} 位客户`,
      en: `${grouped(entered)} entered, ${grouped(left)} left, ${grouped(members)} customers now`,
    }),
  );
}
