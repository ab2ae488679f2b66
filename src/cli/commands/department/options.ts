import type { ArgumentSpec, OptionSpec } from "../../command.ts";

export const DEPARTMENT: ArgumentSpec = {
  usage: "<department>",
  text: { zh: "编号、名称或路径（销售部/华东）", en: "the id, name or path (Sales/East)" },
};

export const PARENT_OPTION: OptionSpec = {
  flags: "--parent <department>",
  text: { zh: "上级部门；none 表示没有上级", en: "the parent; none: at the top" },
};

/** `none` is the top of the tree. */
export function parentOf(text: string | undefined): string | null | undefined {
  return text === "none" ? null : text;
}
