import type { Approval, Exclusive, TagColor, TagGroup } from "../../../../contract/index.ts";
import type { ApiProblem } from "../../../api/problem.ts";
import type { Lang } from "../../../../kernel/index.ts";

/** A group in the form. */
export interface GroupDraft {
  /** Null: a new group. */
  readonly id: number | null;
  readonly zh: string;
  readonly en: string;
  /** The number of the group above it, or `/`. Only a new group chooses it. */
  readonly parent: string;
  readonly color: TagColor | null;
  readonly description: string;
  readonly owner: string;
  readonly exclusive: Exclusive;
  readonly approval: Approval;
  /** The state of the group that the draft is based on. */
  readonly based: string | null;
}

export function newGroup(parent: string): GroupDraft {
  return {
    id: null,
    zh: "",
    en: "",
    parent,
    color: null,
    description: "",
    owner: "",
    exclusive: "none",
    approval: "inherited",
    based: null,
  };
}

/** One name for both languages stands in the first field alone. */
export function draftOf({ id, parent, name, color, description, owner, exclusive, approval, updatedAt }: TagGroup): GroupDraft {
  return {
    id,
    zh: name.zh,
    en: name.en === name.zh ? "" : name.en,
    parent: parent === null ? "/" : String(parent),
    color,
    description: description ?? "",
    owner: owner ?? "",
    exclusive,
    approval,
    based: updatedAt,
  };
}

/** What a changed draft says, as changeTagGroup takes it. What is as it was is left out. */
export function changesOf(draft: GroupDraft, stored: GroupDraft) {
  return {
    ...((draft.zh !== stored.zh || draft.en !== stored.en) && { name: { zh: draft.zh, en: draft.en } }),
    ...(draft.color !== stored.color && { color: draft.color }),
    ...(draft.description !== stored.description && { description: draft.description }),
    ...(draft.owner !== stored.owner && { owner: draft.owner }),
    ...(draft.exclusive !== stored.exclusive && { exclusive: draft.exclusive }),
  };
}

type Field = "name" | "parent" | "description" | "owner";
const FIELDS: readonly Field[] = ["name", "parent", "description", "owner"];
const FIELD_OF_CODE: Readonly<Record<string, Field>> = {
  TAG_GROUP_NAME: "name",
  TAG_GROUP_NAME_TAKEN: "name",
  TAG_GROUP_LEVELS: "parent",
  TAG_GROUP_NOT_FOUND: "parent",
};

/** The errors of a refused draft at their fields; `rest` when something belongs to no field. */
export function faultsOf(problem: ApiProblem | null, lang: Lang): Partial<Record<Field, string>> & { readonly rest?: boolean } {
  if (!problem) return {};
  const field = FIELD_OF_CODE[problem.code];
  if (field) return { [field]: problem.text(lang) };
  const faults: Partial<Record<Field, string>> = {};
  for (const issue of problem.issues) {
    const at = FIELDS.find((one) => issue.path.split(".").includes(one));
    if (!at) return { rest: true };
    faults[at] ??= issue[lang];
  }
  return problem.issues.length === 0 ? { rest: true } : faults;
}
