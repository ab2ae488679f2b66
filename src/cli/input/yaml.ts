import { isMap, isNode, LineCounter, parseDocument, visit, type Alias, type Document, type YAMLError } from "yaml";
import { problem, type Problem, type Text } from "../../kernel/index.ts";
import type { YamlFile } from "./yamlFile.ts";

/** The most expanded aliases of a document, nested ones included. Without a limit a small file could fill the memory. */
const MOST_ALIASES = 10_000;

export function parseYaml(source: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const wrong = document.errors[0];
  if (wrong) throw errorOf(wrong, source, file, lines);
  if (document.contents === null || !isMap(document.contents)) throw problem("YAML_NOT_A_MAP", { file });
  return { value: valueOf(document, file, lines), locate: (path) => locate(document, lines, file, path) };
}

function valueOf(document: Document, file: string, lines: LineCounter): Record<string, unknown> {
  visit(document, {
    Alias(_, alias, around) {
      const named = alias.resolve(document);
      if (!named) throw aliasWrong(alias, { zh: "没有定义", en: "is not defined" }, file, lines);
      if (around.some((node) => node === named)) throw aliasWrong(alias, { zh: "包含它自己", en: "contains itself" }, file, lines);
    },
    Scalar(_, scalar) {
      if (typeof scalar.value === "number" && isRounded(scalar.value, scalar.source)) scalar.value = scalar.source;
    },
  });
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as Record<string, unknown>;
  } catch (cause) {
    if (cause instanceof ReferenceError) throw problem("YAML_TOO_LARGE", { file, limit: `${MOST_ALIASES} aliases` }, cause);
    throw cause;
  }
}

/** Keeps 007, 1.50 and 12345678901234567890 as text, because they would change as numbers of JavaScript. */
function isRounded(value: number, source: string | undefined): boolean {
  return source !== undefined && /^[-+]?\d+(\.\d+)?$/.test(source) && String(value) !== source;
}

function aliasWrong({ source, range }: Alias, why: Text, file: string, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(range?.[0] ?? 0);
  return problem("YAML_INVALID", {
    file,
    line,
    column: col,
    reason: { zh: `别名 *${source} ${why.zh}`, en: `the alias *${source} ${why.en}` },
  });
}

const REASONS: Partial<Record<YAMLError["code"], string>> = {
  BAD_INDENT: "缩进不对，或括号没有闭合",
  TAB_AS_INDENT: "缩进用了制表符，请改用空格",
  MISSING_CHAR: "少了一个符号（冒号、引号或括号）",
  UNEXPECTED_TOKEN: "这里不该出现这个符号",
  BAD_ALIAS: "别名没有定义",
  BLOCK_AS_IMPLICIT_KEY: "一行里有两个冒号，含冒号的文字请加引号",
  MULTILINE_IMPLICIT_KEY: "键不能跨行",
  MULTIPLE_DOCS: "一个文件只能有一个文档（---）",
  BAD_SCALAR_START: "含特殊符号的文字请加引号",
  BAD_DQ_ESCAPE: "双引号内的转义不对",
  RESOURCE_EXHAUSTION: "嵌套太深",
};

function errorOf({ code, message, pos }: YAMLError, source: string, file: string, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(pos[0]);
  if (code === "DUPLICATE_KEY") {
    const key = /^[^\n:]*/.exec(source.slice(pos[0]))?.[0].trim() ?? "";
    return problem("YAML_KEY_REPEATED", { file, line, column: col, key });
  }
  const reason: Text = {
    zh: REASONS[code] ?? message.split("\n")[0]!,
    en: message.split("\n")[0]!.replace(/ at line \d+, column \d+:$|\.$/, ""),
  };
  return problem("YAML_INVALID", { file, line, column: col, reason });
}

function locate(document: Document, lines: LineCounter, file: string, path: string): string {
  const keys = [...path.matchAll(/\[(\d+)\]|\["([^"]*)"\]|([^.[\]]+)/g)].map(([, index, quoted, key]) =>
    index === undefined ? (quoted ?? key!) : Number(index),
  );
  for (let length = keys.length; length > 0; length--) {
    const node = document.getIn(keys.slice(0, length), true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return `${file}:${line}:${col}`;
  }
  return file;
}
