import type { Text } from "../lang.ts";
import { entry } from "./problem.ts";

const STATES: Readonly<Record<string, Text>> = {
  open: { zh: "待审批", en: "open" },
  approved: { zh: "已批准", en: "approved" },
  published: { zh: "已发布", en: "published" },
  rejected: { zh: "已驳回", en: "rejected" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};
const stateWord = (state: string): Text => STATES[state] ?? { zh: state, en: state };

const SHOWN = 5;
const namesOf = (tags: readonly Text[]): Text => ({
  zh: `${tags
    .slice(0, SHOWN)
    .map(({ zh }) => `「${zh}」`)
    .join("、")}${tags.length > SHOWN ? ` 等 ${tags.length} 个` : ""}`,
  en: `${tags
    .slice(0, SHOWN)
    .map(({ en }) => en)
    .join(", ")}${tags.length > SHOWN ? ` and ${tags.length - SHOWN} more` : ""}`,
});

/** Errors of change requests and approvals. */
export const changes = {
  CHANGE_NEEDED: entry<{ tags: readonly Text[] }>({
    status: 409,
    exit: 6,
    zh: ({ tags }) =>
      `标签${namesOf(tags).zh}的修改需要别人审批，所以没有发布。请提交修改申请：网页上点「提交审批」，或用 tagwise change create 文件、POST /api/changes。`,
    en: ({ tags }) =>
      `Nothing was published: changes of ${namesOf(tags).en} need somebody else's approval. Make a change request: Ask for approval on the page, tagwise change create FILE, or POST /api/changes.`,
  }),
  APPROVAL_LEFT: entry<{ tags: readonly Text[] }>({
    status: 409,
    exit: 6,
    zh: ({ tags }) =>
      `这样移动后，修改标签${namesOf(tags).zh}就不再需要审批，所以没有移动。请在修改申请里改它的标签组；移动整个组时，请管理员先把这个组设为「需要审批」。`,
    en: ({ tags }) =>
      `Nothing was moved: ${namesOf(tags).en} would no longer need an approval there. Change its group in a change request; to move a whole group, an administrator first sets that this group needs an approval.`,
  }),
  APPROVAL_TOP: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "整个工作区的设置没有上级可继承。请选「需要审批」（needed）或「不需要」（free）。",
    en: () => "The setting of the workspace has nothing above it to inherit from. Choose needed or free.",
  }),
  CHANGE_NOT_FOUND: entry<{ change: string }>({
    status: 404,
    exit: 5,
    zh: ({ change }) => `没有编号为 ${change} 的修改申请。编号见修改申请列表或 tagwise change list。`,
    en: ({ change }) => `There is no change request ${change}. The list of change requests has their numbers, also tagwise change list.`,
  }),
  CHANGE_EMPTY: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "这份申请和已发布的标签完全一样，没有可以审批的修改。请先修改，再提交。",
    en: () => "This request says what is published already, so there is nothing to approve. Change something first.",
  }),
  CHANGE_STATE: entry<{ change: number; state: string; wanted: readonly string[] }>({
    status: 409,
    exit: 6,
    zh: ({ change, state, wanted }) =>
      `修改申请 ${change} 现在是「${stateWord(state).zh}」，只有${wanted.map((one) => `「${stateWord(one).zh}」`).join("、")}的申请可以这样做。请刷新后再看。`,
    en: ({ change, state, wanted }) =>
      `The change request ${change} is ${stateWord(state).en}; this can be done with one that is ${wanted.map((one) => stateWord(one).en).join(" or ")}. Look at its present state.`,
  }),
  CHANGE_OWN: entry<{ change: number; name: string }>({
    status: 403,
    exit: 4,
    zh: ({ change, name }) =>
      `修改申请 ${change} 是您（${name}）提交的，自己的修改要由别人审批，管理员和程序也不例外。请另一位有审批权的人处理；不想改了可以撤回。`,
    en: ({ change, name }) =>
      `You (${name}) made the change request ${change}. Somebody else decides it; that holds for administrators and programs too. Ask another person who may approve, or withdraw it.`,
  }),
  CHANGE_APPROVER_UNKNOWN: entry<{ change: number }>({
    status: 403,
    exit: 4,
    zh: ({ change }) =>
      `修改申请 ${change} 要由一个确定的人审批，本机命令行和它创建的密钥看不出是谁。请在网页上登录后审批，或用某个人创建的密钥（--key）。`,
    en: ({ change }) =>
      `A known person approves the change request ${change}; the command line at the machine, and keys made by it, do not say who it is. Sign in to the web page, or use a key that a person made (--key).`,
  }),
  CHANGE_HIDDEN: entry<{ change: number }>({
    status: 403,
    exit: 4,
    zh: ({ change }) => `修改申请 ${change} 里有您不能查看的条件，所以不能由您预览或批准。请让能看到全部条件的人处理。`,
    en: ({ change }) =>
      `The change request ${change} has conditions that you may not see, so you cannot preview or approve it. Somebody who sees all of them decides.`,
  }),
  CHANGE_CONFLICT: entry<{ change: number; tags: readonly { name: Text; since: readonly Text[] }[] }>({
    status: 409,
    exit: 6,
    zh: ({ change, tags }) =>
      `修改申请 ${change} 提交之后，这些标签又被改过，所以没有发布：${tags.map(({ name, since }) => `「${name.zh}」（${since.map(({ zh }) => zh).join("；")}）`).join("、")}。申请里的内容都还在；请在现在的版本上重新修改并提交。`,
    en: ({ change, tags }) =>
      `Nothing was published: after the change request ${change} was made, these tags changed: ${tags.map(({ name, since }) => `${name.en} (${since.map(({ en }) => en).join("; ")})`).join(", ")}. The request still holds everything; make a new one on the present version.`,
  }),
  CHANGE_NOT_APPROVED: entry<{ change: number; tags: readonly Text[] }>({
    status: 409,
    exit: 6,
    zh: ({ change, tags }) => `修改申请 ${change} 还没有批准，标签${namesOf(tags).zh}的修改需要审批。请先让有审批权的人批准。`,
    en: ({ change, tags }) =>
      `The change request ${change} is not approved yet, and changes of ${namesOf(tags).en} need an approval. Somebody who may approve decides first.`,
  }),
  CHANGE_NOT_YOURS: entry<{ change: number; name: string }>({
    status: 403,
    exit: 4,
    zh: ({ change, name }) => `修改申请 ${change} 是 ${name} 提交的，只有提交的人和管理员可以撤回。不同意可以驳回。`,
    en: ({ change, name }) =>
      `${name} made the change request ${change}; only they and administrators may withdraw it. If you disagree, reject it.`,
  }),
};
