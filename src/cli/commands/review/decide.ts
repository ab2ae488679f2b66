import { decideReview, previewReview } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { sayChanged } from "../merge/print.ts";
import { changeText } from "../placeholder/print.ts";

interface Options {
  join?: boolean;
  apart?: boolean;
  nobody?: boolean;
  other?: boolean;
  dryRun?: boolean;
  with?: string;
  reason?: string;
}

export const reviewDecide = defineCommand<Options>({
  name: "review decide",
  group: "customers",
  summary: { zh: "确认一项身份的归属", en: "decide whose the identities of an item are" },
  arguments: [{ usage: "<item>", text: { zh: "要判断的一项的编号", en: "the id of an item to decide" } }],
  options: [
    { flags: "--join", text: { zh: "判断：是同一位客户", en: "decide: one customer" } },
    { flags: "--apart", text: { zh: "判断：不是，或保持搁置", en: "decide: not, or leave it set aside" } },
    {
      flags: "--nobody",
      text: {
        zh: "判断：它不代表任何人，列为占位编号；已连在一起的客户随之拆开",
        en: "decide: a placeholder that names nobody; what it joined comes apart",
      },
    },
    { flags: "--other", text: { zh: "与 --nobody 一起：说的是冲突里的另一个身份", en: "with --nobody: the second of the two that clash" } },
    { flags: "--dry-run", text: { zh: "与 --nobody 一起：只看会改变什么", en: "with --nobody: only show what would change" } },
    {
      flags: "--with <identity>",
      text: { zh: "搁置的身份属于谁，如 wecom:wm123", en: "whose an identity set aside is, such as wecom:wm123" },
    },
    { flags: "--reason <text>", text: { zh: "原因", en: "why" } },
  ],
  examples: [
    "review decide 12 --apart --reason 两位会员",
    "review decide 15 --nobody --dry-run",
    "review decide 15 --join --with wecom:wm123",
  ],
  async run(session, [item = ""], { join = false, apart = false, nobody = false, other = false, dryRun = false, with: owner, reason }) {
    if (!/^[1-9]\d{0,14}$/.test(item))
      throw problem("OPTION_INVALID", { option: "<item>", value: item, wanted: { zh: "一项的编号", en: "the id of an item" } });
    if ([join, apart, nobody].filter(Boolean).length !== 1)
      throw problem("OPTION_INVALID", {
        option: "--join",
        value: "",
        wanted: { zh: " --join、--apart、--nobody 之一", en: "one of --join, --apart and --nobody" },
      });
    if (nobody && dryRun) {
      const preview = await session.call(previewReview, { review: Number(item), ...(other && { other: "true" }) });
      if (session.json) session.printJson(preview);
      else session.print(changeText(session, preview));
      return;
    }
    const colon = owner?.indexOf(":") ?? -1;
    if (owner !== undefined && colon < 1)
      throw problem("OPTION_INVALID", { option: "--with", value: owner, wanted: { zh: "「平台:编号」", en: "platform:id" } });
    const identity = owner === undefined ? undefined : { platform: owner.slice(0, colon), external: owner.slice(colon + 1) };
    sayChanged(
      session,
      await session.call(decideReview, {
        review: Number(item),
        verdict: nobody ? "nobody" : join ? "join" : "apart",
        other: other || undefined,
        with: identity,
        reason,
      }),
    );
  },
});
