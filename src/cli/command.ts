import { problem, type Text } from "../kernel/index.ts";
import type { Session } from "./session.ts";

export interface ArgumentSpec {
  /** `<tag>`, `[file]`, `<customers...>` */
  readonly usage: string;
  readonly text: Text;
}

export interface OptionSpec {
  /** `--as-of <instant>`, `-o, --output <file>` */
  readonly flags: string;
  readonly text: Text;
  /** Parses the value. `before` is the result of the same option earlier in the line. @throws OPTION_INVALID */
  readonly parse?: (value: string, before: unknown) => unknown;
}

export const GROUPS = {
  data: { zh: "数据：", en: "Data:" },
  tags: { zh: "标签：", en: "Tags:" },
  customers: { zh: "客户与人群：", en: "Customers and segments:" },
  server: { zh: "服务：", en: "Server:" },
} as const;

/** A command: plain data and one function. */
export interface Command<O = Record<string, unknown>> {
  /** `tags`, or `segment save` for one inside a group. */
  readonly name: string;
  readonly group: keyof typeof GROUPS;
  readonly summary: Text;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  /** Example lines without `tagwise`, shown in the help. */
  readonly examples?: readonly string[];
  /** The command may start with an empty data directory. Other commands fail because there is no data. */
  readonly startsEmpty?: boolean;
  /** The command needs a data directory and ignores a server from the environment. */
  readonly localOnly?: boolean;
  run(session: Session, args: readonly string[], options: O): Promise<void>;
}

/** Fixes the type of a command's options. */
export function defineCommand<O = Record<string, never>>(command: Command<O>): Command<O> {
  return command;
}

/** A whole number from `least` to `most`. */
export function integer(option: string, least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw problem("OPTION_INVALID", {
      option,
      value,
      wanted: { zh: ` ${least} 到 ${most} 的整数`, en: `a whole number from ${least} to ${most}` },
    });
  };
}

/** One of the listed words. */
export function oneOf(option: string, words: readonly string[]): (value: string) => string {
  return (value) => {
    if (words.includes(value)) return value;
    throw problem("OPTION_INVALID", { option, value, wanted: { zh: ` ${words.join("、")} 之一`, en: `one of ${words.join(", ")}` } });
  };
}

/** `name=value`, repeatable: collects a record. The value may contain equals signs. */
export function pair(option: string): (value: string, before: unknown) => Record<string, string> {
  return (value, before) => {
    const match = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/s.exec(value);
    if (!match)
      throw problem("OPTION_INVALID", { option, value, wanted: { zh: "「名称=列名或算式」", en: "name=column or name=computation" } });
    return { ...(before as Record<string, string> | undefined), [match[1]!]: match[2]! };
  };
}

/** The option for answers from members stored in the past. */
export const MEMBERS_AT: OptionSpec = {
  flags: "--members-at <instant>",
  text: {
    zh: "按当时存下的名单回答，而不是按规则重算",
    en: "answer from the members that were stored at this instant, rather than computing anew",
  },
};

/** The option for answers as of a past instant. */
export const AS_OF: OptionSpec = {
  flags: "--as-of <instant>",
  text: {
    zh: "以此时刻为准，之后的事视为不存在；不写时区时按工作区时区",
    en: "answer as of this instant: what happened after it does not exist; without an offset, in the workspace's time zone",
  },
};
