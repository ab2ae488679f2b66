import { WebhookTypeName } from "../../../contract/index.ts";
import { oneOf, type OptionSpec } from "../../command.ts";

export interface ScopeOptions {
  readonly tag?: string[];
  readonly segment?: string;
  readonly type?: WebhookTypeName[];
}

const oneType = oneOf("--type", WebhookTypeName.options);

/** The options for what a webhook watches and which types of messages it receives. */
export const SCOPE_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--tag <tag>",
    text: { zh: "关注的标签，可多次给出", en: "a tag to watch; may be given several times" },
    parse: (value, before) => [...((before as string[] | undefined) ?? []), value],
  },
  { flags: "--segment <segment>", text: { zh: "关注一个保存的人群，代替标签", en: "a saved segment to watch, instead of tags" } },
  {
    flags: "--type <type>",
    text: {
      zh: "消息类型，可多次给出；默认全部适用的类型，见 webhook types",
      en: "a type of message; may be given several times; by default all that fit, see webhook types",
    },
    parse: (value, before) => [...((before as string[] | undefined) ?? []), oneType(value)],
  },
];

export const scopeOf = ({ tag, segment, type }: ScopeOptions) => ({ tags: tag, segment, types: type });
