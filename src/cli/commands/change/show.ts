import { previewChange, readChange, type ChangeComment, type ChangeEntry } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { planLines } from "../../print/tagPlan.ts";
import type { Session } from "../../session.ts";
import { CHANGE, numberOf, STATES } from "./options.ts";

const CHANGES = {
  new: { zh: "新建", en: "new" },
  changed: { zh: "修改", en: "changed" },
  retired: { zh: "停用", en: "retired" },
  restored: { zh: "恢复", en: "restored" },
} as const;
const COMMENTS: Readonly<Record<ChangeComment["kind"], { zh: string; en: string }>> = {
  comment: { zh: "留言", en: "comment" },
  approval: { zh: "批准", en: "approved" },
  rejection: { zh: "驳回", en: "rejected" },
  withdrawal: { zh: "撤回", en: "withdrawn" },
};

export const changeShow = defineCommand<{ preview?: true }>({
  name: "change show",
  group: "tags",
  summary: { zh: "一份修改申请：修改前后、意见、冲突", en: "one change request: before and after, comments, conflicts" },
  arguments: [CHANGE],
  options: [{ flags: "--preview", text: { zh: "再算出哪些客户会进入和离开", en: "also compute who would enter and leave" } }],
  async run(session, [change = ""], { preview }) {
    const answer = await session.call(readChange, { change: numberOf(change) });
    const plan = preview ? await session.call(previewChange, { change: answer.id }) : undefined;
    if (session.json) return session.printJson(plan ? { ...answer, plan } : answer);
    const clock = await session.clock();
    const { say } = session;
    session.print(
      `${answer.id}  ${say(STATES[answer.state])}  ${clean(answer.title)}`.trimEnd(),
      say({
        zh: `${answer.madeBy.name} 于 ${clock(answer.madeAt)} 提交`,
        en: `made by ${answer.madeBy.name} at ${clock(answer.madeAt)}`,
      }),
      ...answer.entries.flatMap((entry) => entryLines(session, entry)),
      ...answer.issues.map(({ path, zh, en }) => `! ${path}  ${clean(say({ zh, en }))}`),
      ...answer.comments.map(({ kind, by, at, text }) => `${clock(at)}  ${by}  ${say(COMMENTS[kind])}  ${clean(text)}`.trimEnd()),
    );
    if (plan) session.print(...planLines(plan, session, clock));
  },
});

function entryLines({ say, lang }: Session, { code, name, change, differences, since, sentence }: ChangeEntry): string[] {
  const rule = change === "new" && sentence.after ? [`    ${clean(say(sentence.after))}`] : [];
  return [
    `  ${say(CHANGES[change])}  ${clean(name[lang])} (${code})`,
    ...rule,
    ...differences.map((each) => `    ${clean(say(each))}`),
    ...since.map((each) =>
      say({ zh: `    提交之后又改过：${clean(each.zh)}`, en: `    changed since the request was made: ${clean(each.en)}` }),
    ),
  ];
}
