import { readDepartments, type Grant } from "../../access/index.ts";
import type { Records, RecordsTx } from "../../engine/index.ts";
import type { Text } from "../../kernel/index.ts";
import { readGroups } from "../groups/tagGroups.ts";

/** What grants are about, in words. */
export interface GrantNames {
  subject(subject: Grant["subject"]): Text;
  object(object: Grant["object"]): Text;
  /** The names alone, for answers: of a tag with its code. */
  bareSubject(subject: Grant["subject"]): { readonly id: string; readonly name: Text };
  bareObject(object: Grant["object"]): { readonly id: string; readonly name: Text };
}

const ROLES: Readonly<Record<string, Text>> = {
  administrator: { zh: "管理员", en: "administrator" },
  manager: { zh: "主管", en: "manager" },
  editor: { zh: "编辑", en: "editor" },
  analyst: { zh: "分析", en: "analyst" },
  staff: { zh: "员工", en: "staff" },
  "read-only": { zh: "只读", en: "read-only" },
  sender: { zh: "数据上报", en: "sender" },
};

/** Reads the names of these grants' subjects and objects. Tags that are retired have names too. */
export async function grantNames(records: Records | RecordsTx, grants: readonly Pick<Grant, "subject" | "object">[]): Promise<GrantNames> {
  const ids = (kind: Grant["subject"]["kind"]) => [
    ...new Set(grants.flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : []))),
  ];
  const numbersOf = (kind: "tag" | "group") => [
    ...new Set(grants.flatMap(({ object }) => (object.kind !== "workspace" && object.kind === kind ? [object.id] : []))),
  ];
  const numbers = numbersOf("tag");
  const [persons, departments] = [ids("person"), ids("department")];
  const people = new Map(
    (persons.length === 0 ? [] : await records.selectFrom("people").select(["id", "name"]).where("id", "in", persons).execute()).map(
      (row) => [row.id, row.name],
    ),
  );
  const tree = departments.length === 0 ? new Map() : await readDepartments(records);
  const tags = new Map(
    (numbers.length === 0 ? [] : await records.selectFrom("tags").select(["id", "code", "name"]).where("id", "in", numbers).execute()).map(
      (row) => [row.id, row],
    ),
  );
  const groups = numbersOf("group").length === 0 ? new Map() : await readGroups(records);
  const both = (name: string): Text => ({ zh: name, en: name });
  const nameOf = ({ kind, id }: Grant["subject"]): Text => {
    switch (kind) {
      case "role":
        return ROLES[id] ?? both(id);
      case "department":
        return both(tree.get(id)?.name ?? id);
      case "person":
        return both(people.get(id) ?? id);
    }
  };
  const bareObject: GrantNames["bareObject"] = (object) => {
    switch (object.kind) {
      case "workspace":
        return { id: "", name: { zh: "全部标签", en: "all tags" } };
      case "group":
        return { id: String(object.id), name: groups.get(object.id)?.name ?? both(String(object.id)) };
      case "tag": {
        const { code = String(object.id), name = both(code) } = tags.get(object.id) ?? {};
        return { id: code, name };
      }
    }
  };
  return {
    bareSubject: (subject) => ({ id: subject.id, name: nameOf(subject) }),
    bareObject,
    subject(subject) {
      const { zh, en } = nameOf(subject);
      switch (subject.kind) {
        case "role":
          return { zh: `${zh}角色`, en: `the role ${en}` };
        case "department":
          return { zh: `部门「${zh}」`, en: `the department ${en}` };
        case "person":
          return { zh: `成员「${zh}」`, en };
      }
    },
    object(object) {
      const { zh, en } = bareObject(object).name;
      switch (object.kind) {
        case "tag":
          return { zh: `标签「${zh}」`, en: `the tag ${en}` };
        case "group":
          return { zh: `标签组「${zh}」里的标签`, en: `the tags of the group ${en}` };
        case "workspace":
          return { zh, en };
      }
    },
  };
}
