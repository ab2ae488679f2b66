import { stripVTControlCharacters } from "node:util";
import type { HelpConfiguration } from "commander";
import type { Lang } from "../kernel/index.ts";
import { widthOf, wrap } from "./print/width.ts";

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Options:": "选项：",
  "Arguments:": "参数：",
  "Commands:": "命令：",
  "Global Options:": "通用选项：",
};
const WORDS: Readonly<Record<string, string>> = { "[options]": "[选项]", "[command]": "[命令]" };

/** Commander's help, translated, with Chinese characters counted as two columns. */
export function helpIn(lang: Lang, columns: number): HelpConfiguration {
  return {
    helpWidth: Math.min(columns, 120),
    showGlobalOptions: true,
    displayWidth: (text) => widthOf(stripVTControlCharacters(text)),
    boxWrap: (text, width) =>
      text
        .split("\n")
        .flatMap((line) => wrap(line, width))
        .join("\n"),
    styleTitle: (title) => (lang === "zh" ? (TITLES[title] ?? title) : title),
    // Translated while styling. In commander's terms the width would be measured before the translation.
    styleUsage: (usage) => (lang === "zh" ? usage.replace(/\[options\]|\[command\]/g, (word) => WORDS[word] ?? word) : usage),
    subcommandTerm: (command) =>
      [
        command.name(),
        ...command.registeredArguments.map(
          (each) => `${each.required ? "<" : "["}${each.name()}${each.variadic ? "..." : ""}${each.required ? ">" : "]"}`,
        ),
      ].join(" "),
  };
}
