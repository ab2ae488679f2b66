import { GrantEffect, PersonRole, TagAction } from "../../../contract/index.ts";
import { oneOf, type OptionSpec } from "../../command.ts";
import { problem } from "../../../kernel/index.ts";

export const SUBJECT_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--role <role>",
    text: { zh: `角色：${PersonRole.options.join("、")}`, en: `a role: ${PersonRole.options.join(", ")}` },
    parse: oneOf("--role", PersonRole.options),
  },
  { flags: "--department <department>", text: { zh: "部门及其下级", en: "a department with those below it" } },
  { flags: "--person <person>", text: { zh: "成员的账号或编号", en: "a person's login or id" } },
];

export const OBJECT_OPTIONS: readonly OptionSpec[] = [
  { flags: "--tag <tag>", text: { zh: "标签的编码或名称", en: "a tag's code or name" } },
  { flags: "--group <group>", text: { zh: "标签组的编号或路径", en: "a group's number or path" } },
];

export const ACTION = {
  usage: "<action>",
  text: { zh: `操作：${TagAction.options.join("、")}`, en: `what: ${TagAction.options.join(", ")}` },
} as const;
export const EFFECT = {
  usage: "<effect>",
  text: { zh: `允许或禁止：${GrantEffect.options.join("、")}`, en: GrantEffect.options.join(" or ") },
} as const;

export interface SubjectOptions {
  readonly role?: PersonRole;
  readonly department?: string;
  readonly person?: string;
}

/** Exactly one of the options. @throws OPTION_INVALID */
export function subjectOf({ role, department, person }: SubjectOptions) {
  const given = [
    ...(role === undefined ? [] : [{ role }]),
    ...(department === undefined ? [] : [{ department }]),
    ...(person === undefined ? [] : [{ person }]),
  ];
  if (given.length === 1) return given[0]!;
  throw problem("OPTION_INVALID", {
    option: "--role, --department, --person",
    value: String(given.length),
    wanted: { zh: "恰好一个", en: "exactly one of them" },
  });
}
