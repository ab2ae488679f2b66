import { assignTag } from "../../../contract/index.ts";
import { grouped } from "../../print/number.ts";
import type { Session } from "../../session.ts";

export const ARGUMENTS = [
  { usage: "<tag>", text: { zh: "静态标签的编码或名称", en: "a static tag's code or name" } },
  { usage: "<customers...>", text: { zh: "客户编号或身份，可多个", en: "customers by number or identity" } },
] as const;

export const REASON = { flags: "--reason <text>", text: { zh: "原因", en: "why" } };

interface Change {
  readonly add?: string[];
  readonly remove?: string[];
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
}

export async function change(session: Session, tag: string, wanted: Change): Promise<void> {
  const answer = await session.call(assignTag, { tag, ...wanted });
  if (session.json) return session.printJson(answer);
  const { entered, left, members, kept, replaced } = answer;
  session.print(
    session.say({
      zh: `进入 ${grouped(entered)}，离开 ${grouped(left)}，现有 ${grouped(members)} 位客户`,
      en: `${grouped(entered)} entered, ${grouped(left)} left, ${grouped(members)} customers now`,
    }),
  );
  for (const { tag: other, customers } of replaced)
    session.print(
      session.say({
        zh: `互斥：${grouped(customers.length)} 位客户的「${other}」已移除`,
        en: `exclusive: ${grouped(customers.length)} ${customers.length === 1 ? "customer" : "customers"} lost ${other}`,
      }),
    );
  if (kept.length > 0)
    session.print(
      session.say({
        zh: `互斥：${grouped(kept.length)} 位客户保留排在前面的标签，没有打上`,
        en: `exclusive: not added to ${grouped(kept.length)} ${kept.length === 1 ? "customer" : "customers"} with a higher tag`,
      }),
    );
}
