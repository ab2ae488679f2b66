import type { OverrideResult } from "../../../contract/index.ts";
import { clean } from "../../print/clean.ts";
import { grouped } from "../../print/number.ts";
import type { Session } from "../../session.ts";

export const OVERRIDABLE_TAG = { usage: "<tag>", text: { zh: "规则或分层标签的编码或名称", en: "a rule or tiered tag's code or name" } };

/** Prints the immediate effect of an override or of its end. */
export function printOverride(session: Session, answer: OverrideResult): void {
  if (session.json) return session.printJson(answer);
  const { customer, tag, member, value, entered, left } = answer;
  const tier = value === null ? "" : ` = ${clean(value)}`;
  const now = member
    ? { zh: `客户 ${customer} 现在有 ${tag}${tier}`, en: `customer ${customer} has ${tag}${tier} now` }
    : { zh: `客户 ${customer} 现在没有 ${tag}`, en: `customer ${customer} does not have ${tag} now` };
  session.print(
    session.say({
      zh: `${now.zh}（连同引用它的标签：进入 ${grouped(entered)}，离开 ${grouped(left)}）`,
      en: `${now.en} (with the tags that name it: ${grouped(entered)} entered, ${grouped(left)} left)`,
    }),
  );
}
