import { Command as Program } from "commander";
import { problem, type Lang } from "../kernel/index.ts";
import { GROUPS, oneOf, type Command } from "./command.ts";
import { helpIn } from "./help.ts";
import { NOUNS } from "./nouns.ts";
import { pathOf } from "./usage.ts";

/** The options that all commands have. */
export interface GlobalOptions {
  readonly data?: string;
  readonly url?: string;
  readonly key?: string;
  readonly json?: boolean;
  readonly lang?: Lang;
}

export interface ProgramOptions {
  readonly lang: Lang;
  readonly version: string;
  /** The width of the terminal in columns. */
  readonly columns: number;
  /** Writes help and version. */
  readonly write: (text: string) => void;
  /** Called when a valid line was parsed. */
  readonly chosen: (command: Command, args: readonly string[], options: Record<string, unknown>) => void;
}

/** The commander program for a list of commands. */
export function createProgram(commands: readonly Command[], { lang, version, columns, write, chosen }: ProgramOptions): Program {
  const say = (text: { zh: string; en: string }) => text[lang];
  const program = new Program("tagwise")
    .description(say({ zh: "知签：客户标签管理系统", en: "Tagwise: a customer tag management system" }))
    .exitOverride()
    // The caller prints errors, in both languages.
    .configureOutput({ writeOut: write, writeErr: () => {}, outputError: () => {} })
    .configureHelp(helpIn(lang, columns))
    .showSuggestionAfterError(false)
    .allowExcessArguments()
    .helpOption("-h, --help", say({ zh: "显示帮助", en: "show this help" }))
    .helpCommand("help [command]", say({ zh: "某个命令的帮助", en: "the help of a command" }))
    .version(version, "-V, --version", say({ zh: "显示版本", en: "show the version" }))
    .option(
      "--data <dir>",
      say({ zh: "数据目录（TAGWISE_DATA；默认 .tagwise）", en: "data directory (TAGWISE_DATA; .tagwise by default)" }),
    )
    .option("--url <url>", say({ zh: "改为连接运行中的服务（TAGWISE_URL）", en: "talk to a running server instead (TAGWISE_URL)" }))
    .option("--key <key>", say({ zh: "连接服务所用的 API 密钥（TAGWISE_KEY）", en: "API key for the server (TAGWISE_KEY)" }))
    .option("--json", say({ zh: "只输出 API 返回的 JSON", en: "print the API's JSON and nothing else" }))
    .option(
      "--lang <lang>",
      say({ zh: "语言：zh 或 en（默认看 LC_ALL、LANG）", en: "language: zh or en (by LC_ALL, LANG)" }),
      oneOf("--lang", ["zh", "en"]),
    );
  for (const command of commands) {
    const words = command.name.split(" ");
    const name = words.pop()!;
    const made = parentOf(program, words, say(GROUPS[command.group]), lang).command(name).description(say(command.summary));
    if (words.length === 0) made.helpGroup(say(GROUPS[command.group]));
    for (const { usage, text } of command.arguments ?? []) made.argument(usage, say(text));
    for (const { flags, text, parse } of command.options ?? []) {
      if (parse) made.option(flags, say(text), parse);
      else made.option(flags, say(text));
    }
    if (command.examples) {
      made.addHelpText(
        "after",
        [`\n${say({ zh: "例：", en: "Examples:" })}`, ...command.examples.map((each) => `  tagwise ${each}`)].join("\n"),
      );
    }
    made.action(() => {
      const extra = made.args[made.registeredArguments.length];
      if (extra !== undefined && !made.registeredArguments.at(-1)?.variadic) {
        throw problem("ARGUMENTS_TOO_MANY", { argument: extra, command: pathOf(made) });
      }
      chosen(command, made.args, made.optsWithGlobals());
    });
  }
  return program;
}

/** The group command (`segment`, `key`). It is created on first use. */
function parentOf(program: Program, words: readonly string[], heading: string, lang: Lang): Program {
  return words.reduce((parent, word) => {
    const existing = parent.commands.find((each) => each.name() === word);
    if (existing) return existing;
    return parent
      .command(word)
      .description(NOUNS[word]?.[lang] ?? "")
      .helpGroup(heading);
  }, program);
}
