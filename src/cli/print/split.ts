import type { SplitChoices, SplitPreview } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { pair, type OptionSpec } from "../command.ts";
import type { Session } from "../session.ts";
import { identityText } from "./identity.ts";
import { grouped } from "./number.ts";

/** The option for which customer gets a tag when a customer is split. */
export const TAGS_TO: OptionSpec = {
  flags: "--tag <tag=side>",
  text: {
    zh: "人工标签或手动指定归谁：stay（留下）、leave（带走）、both（两边都有），如 vip=leave；可多次",
    en: "whom a tag given by hand or an override goes to: stay, leave or both, such as vip=leave; repeatable",
  },
  parse: pair("--tag"),
};

/** @throws OPTION_INVALID */
export function choicesOf(tags: Record<string, string> = {}): SplitChoices {
  return Object.entries(tags).map(([tag, to]) => {
    if (to === "stay" || to === "leave" || to === "both") return { tag, to };
    throw problem("OPTION_INVALID", {
      option: "--tag",
      value: `${tag}=${to}`,
      wanted: { zh: "标签=stay、leave 或 both", en: "tag=stay, leave or both" },
    });
  });
}

/** Prints what a split would move, and which customer gets each tag. */
export function splitLines({ say }: Session, { customer, becomes, identities, events, attributes, tags }: SplitPreview): string[] {
  const side = {
    stay: say({ zh: `留在客户 ${customer}`, en: `stays with customer ${customer}` }),
    leave: say({ zh: "一起离开", en: "leaves" }),
    both: say({ zh: "两边都有", en: "on both" }),
  };
  const name =
    becomes === null ? say({ zh: "一位新客户", en: "a new customer" }) : say({ zh: `客户 ${becomes}`, en: `customer ${becomes}` });
  return [
    say({
      zh: `从客户 ${customer} 拆出${name}，带走行为 ${grouped(events)}、属性值 ${grouped(attributes)}：`,
      en: `${name} would be split off customer ${customer}, with ${grouped(events)} events and ${grouped(attributes)} attribute values:`,
    }),
    ...identities.map((identity) => `  ${identityText(identity)}`),
    ...tags.map(({ tag, kind, direction, to }) => {
      const overridden = say(
        direction === "out"
          ? { zh: "（手动指定：始终没有）", en: " (override: never)" }
          : { zh: "（手动指定：始终有）", en: " (override: always)" },
      );
      return `  ${tag}${kind === "override" ? overridden : ""}: ${side[to]}`;
    }),
  ];
}
