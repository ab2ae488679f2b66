import { type BrokenAuditRow, verifyAudit } from "../../../contract/index.ts";
import { problem, type Text } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { clean } from "../../print/clean.ts";

const NAMED_ROWS = 5;

export const auditVerify = defineCommand<{ expect?: string }>({
  name: "audit verify",
  group: "server",
  summary: {
    zh: "检查审计日志：是否有记录被改动、删除或插入",
    en: "check whether rows of the audit were changed, removed or inserted",
  },
  options: [
    {
      flags: "--expect <hash>",
      text: {
        zh: "以前记下的校验值：日志若被整体重写，它就不在其中了",
        en: "a hash noted at an earlier check: if the whole log was written anew, it is not in it",
      },
    },
  ],
  examples: ["audit verify", "audit verify --expect 3f1c…"],
  async run(session, _, { expect }) {
    const answer = await session.call(verifyAudit, { expect });
    if (session.json) session.printJson(answer);
    else if (answer.head) {
      const { sequence, hash } = answer.head;
      session.note(
        session.say({
          zh: `${answer.rows} 条记录，到第 ${sequence} 条的校验值：`,
          en: `${answer.rows} rows; the hash up to row ${sequence}:`,
        }),
      );
      session.print(hash);
    } else session.note(session.say({ zh: "还没有记录", en: "no rows yet" }));
    if (answer.ok) return session.note(session.say({ zh: "审计日志完整", en: "the audit is intact" }));
    const rows = answer.problems.slice(0, NAMED_ROWS).map((each) => session.say(textOf(each)));
    if (answer.expected === false) rows.push(session.say({ zh: "记下的校验值不在日志中", en: "the noted hash is not in the log" }));
    throw problem("AUDIT_TAMPERED", { rows, broken: answer.broken + (answer.expected === false ? 1 : 0) });
  },
});

function textOf({ what, id, from, to, at, actor, action }: BrokenAuditRow): Text {
  const who = clean(`${at ?? ""} ${actor ?? ""} ${action ?? ""}`.trim());
  switch (what) {
    case "changed":
      return { zh: `第 ${from} 条（编号 ${id}，${who}）被改动`, en: `row ${from} (id ${id}, ${who}) was changed` };
    case "inserted":
      return { zh: `编号 ${id}（${who}）是插入的`, en: `the row with id ${id} (${who}) was inserted` };
    case "removed": {
      const rows = from === to ? String(from) : `${from}–${to}`;
      const after = at ?? "–";
      return {
        zh: `第 ${rows} 条被删除（在 ${after} 之后）`,
        en: from === to ? `row ${rows} was removed (after ${after})` : `rows ${rows} were removed (after ${after})`,
      };
    }
  }
}
