import {
  listIdentityKinds,
  type MergeLimitsPreview,
  NO_LIMIT,
  previewMergeLimits,
  readMergeLimits,
  setMergeLimits,
} from "../../../contract/index.ts";
import { PLATFORM_KINDS, problem } from "../../../kernel/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import type { Session } from "../../session.ts";
import { kindTable } from "../identity/print.ts";

const limit = (option: string) => (value: string) => (value === "none" ? NO_LIMIT : integer(option, 1, NO_LIMIT)(value));

export const mergeLimitSet = defineCommand<{ between?: number; holds?: number; dryRun?: boolean }>({
  name: "merge-limit set",
  group: "customers",
  summary: {
    zh: "设置一类身份的上限，已有的客户随之重算",
    en: "set the merge limits of a kind of identities; customers are matched again",
  },
  arguments: [
    {
      usage: "<kind>",
      text: {
        zh: "number（编号）、account（账号）、contact（联系方式）或 device（设备）",
        en: "number, account, contact or device",
      },
    },
  ],
  options: [
    {
      flags: "--between <n>",
      text: {
        zh: "一个这类身份最多介于几个更可信的身份之间，超过即视为多人共用；none 为不限",
        en: "between how many more trusted identities one of these may stand before it is shared; none: any number",
      },
      parse: limit("--between"),
    },
    {
      flags: "--holds <n>",
      text: {
        zh: "一个身份最多与几个这类身份同时出现，超过即视为过多；none 为不限",
        en: "with how many of these one identity may be seen before they are too many; none: any number",
      },
      parse: limit("--holds"),
    },
    { flags: "--dry-run", text: { zh: "只看会改变什么", en: "only show what would change" } },
  ],
  examples: ["merge-limit set contact --between 2 --dry-run", "merge-limit set device --holds 100"],
  async run(session, [kind = ""], { between, holds, dryRun = false }) {
    const found = PLATFORM_KINDS.find((each) => each === kind);
    if (!found)
      throw problem("OPTION_INVALID", {
        option: "<kind>",
        value: kind,
        wanted: { zh: ` ${PLATFORM_KINDS.join("、")} 之一`, en: `one of ${PLATFORM_KINDS.join(", ")}` },
      });
    if (between === undefined && holds === undefined)
      throw problem("OPTION_INVALID", {
        option: "--between",
        value: "",
        wanted: { zh: " --between 或 --holds", en: "--between or --holds" },
      });
    const before = await session.call(readMergeLimits, {});
    const limits = { ...before, [found]: { between: between ?? before[found].between, holds: holds ?? before[found].holds } };
    if (dryRun) {
      const preview = await session.call(previewMergeLimits, limits);
      if (session.json) session.printJson(preview);
      else session.print(previewText(session, preview));
      return;
    }
    const answer = await session.call(setMergeLimits, limits);
    if (session.json) return session.printJson(answer);
    session.print(...kindTable(session, (await session.call(listIdentityKinds, {})).items));
  },
});

function previewText({ say }: Session, { merged, split, aside, freed, whole }: MergeLimitsPreview): string {
  if (merged + split + aside + freed === 0) return say({ zh: "现有的客户都不会改变", en: "no customer would change" });
  const counted = [
    { count: merged, zh: `个客户会并入别的客户`, en: "customers merged into others" },
    { count: split, zh: `个客户会拆分出来`, en: "customers split off" },
    { count: aside, zh: `个身份会被搁置`, en: "identities set aside" },
    { count: freed, zh: `个身份不再搁置`, en: "identities set aside no more" },
  ].filter(({ count }) => count > 0);
  return say({
    zh: `${whole ? "" : "至少："}${counted.map(({ count, zh }) => `${grouped(count)} ${zh}`).join("，")}`,
    en: `${whole ? "" : "at least: "}${counted.map(({ count, en }) => `${grouped(count)} ${en}`).join(", ")}`,
  });
}
