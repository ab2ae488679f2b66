import { PersonRole } from "../../../contract/index.ts";
import { oneOf, type ArgumentSpec, type OptionSpec } from "../../command.ts";

export const PERSON: ArgumentSpec = { usage: "<person>", text: { zh: "账号或编号", en: "the login or id" } };

export const ROLE_OPTION: OptionSpec = {
  flags: "--role <role>",
  text: { zh: `角色：${PersonRole.options.join("、")}`, en: `the role: ${PersonRole.options.join(", ")}` },
  parse: oneOf("--role", PersonRole.options),
};

export const DEPARTMENT_OPTION: OptionSpec = {
  flags: "--department <department>",
  text: {
    zh: "部门：编号、名称或路径（销售部/华东）；none 表示不属于任何部门",
    en: "the department: its id, name or path (Sales/East); none: no department",
  },
};

/** `none` leaves every department. */
export function departmentOf(text: string | undefined): string | null | undefined {
  return text === "none" ? null : text;
}
