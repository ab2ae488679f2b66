import type { Text } from "../lang.ts";
import { usesText, type Use } from "../uses.ts";
import { entry } from "./problem.ts";

const STATES: Readonly<Record<string, Text>> = {
  published: { zh: "已发布", en: "published" },
  paused: { zh: "已暂停", en: "paused" },
  retired: { zh: "已停用", en: "retired" },
};
const stateWord = (state: string): Text => STATES[state] ?? { zh: state, en: state };

/** How many of many customers a text names. */
const NAMED = 5;
const firstOf = (customers: readonly number[]): string => customers.slice(0, NAMED).join(", ");

/** Errors of tag definitions, memberships and segments. */
export const tags = {
  TAG_NOT_FOUND: entry<{ tag: string; suggestion?: string | undefined }>({
    status: 404,
    exit: 5,
    zh: ({ tag, suggestion }) => `没有标签「${tag}」。${suggestion ? `是否指「${suggestion}」？` : ""}`,
    en: ({ tag, suggestion }) => `There is no tag ${tag}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
  TAG_TEMPLATE_NOT_FOUND: entry<{ template: string; suggestion?: string | undefined }>({
    status: 404,
    exit: 5,
    zh: ({ template, suggestion }) => `没有标签模板「${template}」。${suggestion ? `是否指「${suggestion}」？` : ""}`,
    en: ({ template, suggestion }) => `There is no tag template ${template}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
  TAG_TEMPLATE_VALUE: entry<{ template: string; parameter: string; wanted: Text }>({
    status: 422,
    exit: 3,
    zh: ({ template, parameter, wanted }) => `模板 ${template} 的参数「${parameter}」不对，应为${wanted.zh}。`,
    en: ({ template, parameter, wanted }) => `The parameter ${parameter} of the template ${template} must be ${wanted.en}.`,
  }),
  TAG_TEMPLATE_FIELD: entry<{ template: string; field: string; suggestion?: string | undefined }>({
    status: 422,
    exit: 3,
    zh: ({ template, field, suggestion }) =>
      `模板 ${template} 不能用「${field}」：没有这个属性或行为。${suggestion ? `是否指「${suggestion}」？` : "可用的见数据字典。"}`,
    en: ({ template, field, suggestion }) =>
      `The template ${template} cannot use ${field}: there is no such field. ${suggestion ? `Did you mean ${suggestion}?` : "The catalogue has those there are."}`,
  }),
  TAG_AMBIGUOUS: entry<{ name: string; codes: readonly string[] }>({
    status: 409,
    exit: 6,
    zh: ({ name, codes }) => `有多个标签叫「${name}」，请改用编码：${codes.join("、")}。`,
    en: ({ name, codes }) => `Several tags are called ${name}; use the code: ${codes.join(", ")}.`,
  }),
  TAG_CYCLE: entry<{ path: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ path }) => `标签循环引用：${path.join(" → ")}。请去掉其中一处引用。`,
    en: ({ path }) => `The tags refer to each other in a circle: ${path.join(" → ")}. Remove one of these references.`,
  }),
  TAG_DUPLICATE: entry<{ code: string; first: string }>({
    status: 422,
    exit: 3,
    zh: ({ code, first }) => `编码「${code}」重复（另一处在 ${first}）。每个标签的编码必须不同。`,
    en: ({ code, first }) => `The code ${code} is used twice (also at ${first}). Every tag needs its own code.`,
  }),
  TAG_CODE: entry<{ code: string }>({
    status: 422,
    exit: 3,
    zh: ({ code }) => `「${code}」不能作为标签编码。请用小写字母开头，只含小写字母、数字和下划线，最长 60 个字符。`,
    en: ({ code }) =>
      `${code} cannot be a tag's code. Begin with a lower-case letter; use lower-case letters, digits and underscores, at most 60.`,
  }),
  TAG_NAME_MISSING: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "请填写名称，中文或英文写一个即可。",
    en: () => "Give it a name; one language is enough.",
  }),
  TAG_NAME_INVALID: entry<{ name: string }>({
    status: 422,
    exit: 3,
    zh: ({ name }) => `「${name}」不能作为标签名称。请写 1 到 60 字，不换行。`,
    en: ({ name }) => `${name} cannot be the name of a tag. Use 1 to 60 characters on one line.`,
  }),
  TAG_CODE_TAKEN: entry<{ code: string; name: Text; owner: string | null; state: string }>({
    status: 409,
    exit: 6,
    zh: ({ code, name, owner, state }) =>
      `编码「${code}」属于标签「${name.zh}」${owner === null ? "" : `（负责人：${owner}）`}${state === "retired" ? "，它已停用。请恢复它，或换一个编码。" : "。请换一个编码；要修改那个标签，请打开它。"}`,
    en: ({ code, name, owner, state }) =>
      `The code ${code} belongs to the tag ${name.en}${owner === null ? "" : `, owned by ${owner}`}${state === "retired" ? ", which is retired. Restore it, or choose another code." : ". Choose another code; to change that tag, open it."}`,
  }),
  TAG_NAME_TAKEN: entry<{ name: string; other: string }>({
    status: 422,
    exit: 3,
    zh: ({ name, other }) => `名称「${name}」已被标签 ${other} 使用。请换一个名称。`,
    en: ({ name, other }) => `The name ${name} is already used by the tag ${other}. Choose a different name.`,
  }),
  TAG_KIND_CHANGED: entry<{ tag: string; from: string; to: string }>({
    status: 422,
    exit: 3,
    zh: ({ tag, from, to }) => `标签 ${tag} 的类型不能从 ${from} 改为 ${to}。请新建一个编码不同的标签。`,
    en: ({ tag, from, to }) => `The kind of the tag ${tag} cannot change from ${from} to ${to}. Create a tag with another code.`,
  }),
  TAG_FIELD: entry<{ found: string; wanted: string; wantedZh: string }>({
    status: 422,
    exit: 3,
    zh: ({ found, wantedZh }) => `这里是 ${found}，应为${wantedZh}。`,
    en: ({ found, wanted }) => `This is ${found}; it should be ${wanted}.`,
  }),
  TAG_QUOTA: entry<{ limit: number; wanted: number }>({
    status: 422,
    exit: 3,
    zh: ({ limit, wanted }) =>
      `标签数量会达到 ${wanted} 个，超过上限 ${limit}，什么都没有改。请先停用一些标签，或请管理员在「设置 · 标签」里提高上限。`,
    en: ({ limit, wanted }) =>
      `There would be ${wanted} tags; the quota is ${limit}. Nothing was changed. Retire some first, or ask an administrator to raise it under Settings, Tags.`,
  }),
  CUSTOMER_TAG_QUOTA: entry<{ limit: number; count: number; customers: readonly number[] }>({
    status: 422,
    exit: 3,
    zh: ({ limit, count, customers }) =>
      `${count} 个客户会超过每个客户 ${limit} 个静态标签的上限，什么都没有改：客户 ${firstOf(customers)}${count > NAMED ? " 等" : ""}。请先移除他们不再需要的标签，或请管理员在「设置 · 标签」里提高上限。`,
    en: ({ limit, count, customers }) =>
      `${count} ${count === 1 ? "customer" : "customers"} would exceed the quota of ${limit} static tags per customer; nothing was changed: ${firstOf(customers)}${count > NAMED ? " and others" : ""}. Remove tags that they no longer need, or ask an administrator to raise the quota under Settings, Tags.`,
  }),
  TAG_NOT_STATIC: entry<{ tag: string; kind: string }>({
    status: 409,
    exit: 6,
    zh: ({ tag }) => `「${tag}」由规则决定，不能直接打标签或移除。请改用手动指定。`,
    en: ({ tag }) => `${tag} is decided by a rule and cannot be added or removed directly. Use an override instead.`,
  }),
  TAG_GROUP_NOT_FOUND: entry<{ group: string; suggestion?: string | undefined }>({
    status: 404,
    exit: 5,
    zh: ({ group, suggestion }) => `没有标签组「${group}」。${suggestion ? `是否指「${suggestion}」？` : ""}`,
    en: ({ group, suggestion }) => `There is no tag group ${group}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
  TAG_GROUP_AMBIGUOUS: entry<{ name: string; paths: readonly string[] }>({
    status: 409,
    exit: 6,
    zh: ({ name, paths }) => `有多个标签组叫「${name}」，请写完整路径：${paths.join("、")}。`,
    en: ({ name, paths }) => `Several tag groups are called ${name}; use the path: ${paths.join(", ")}.`,
  }),
  TAG_GROUP_NAME: entry<{ name: string; reason: Text }>({
    status: 422,
    exit: 3,
    zh: ({ name, reason }) => `「${name}」不能作为标签组的名称：${reason.zh}。`,
    en: ({ name, reason }) => `“${name}” cannot be the name of a tag group: ${reason.en}.`,
  }),
  TAG_GROUP_NAME_TAKEN: entry<{ name: string; path: string }>({
    status: 409,
    exit: 6,
    zh: ({ name, path }) => `同一级里已有叫「${name}」的标签组（${path}）。请换一个名称，或使用已有的组。`,
    en: ({ name, path }) => `The group ${path} at the same place is already called ${name}. Choose another name, or use that group.`,
  }),
  TAG_GROUP_QUOTA: entry<{ limit: number }>({
    status: 422,
    exit: 3,
    zh: ({ limit }) => `标签组最多 ${limit} 个。请先删除或合并一些组。`,
    en: ({ limit }) => `There can be at most ${limit} tag groups. Remove some first.`,
  }),
  TAG_GROUP_LEVELS: entry<{ limit: number; wanted: number }>({
    status: 422,
    exit: 3,
    zh: ({ limit, wanted }) => `标签组会有 ${wanted} 层，最多 ${limit} 层。请放在更靠上的位置。`,
    en: ({ limit, wanted }) => `The groups would be ${wanted} levels deep; the limit is ${limit}. Choose a place higher up.`,
  }),
  TAG_GROUP_CYCLE: entry<{ group: string; parent: string }>({
    status: 409,
    exit: 6,
    zh: ({ group, parent }) => `「${group}」不能移到「${parent}」：那是它自己或它下面的组。请选择别的组。`,
    en: ({ group, parent }) => `${group} cannot move to ${parent}, which is this group or below it. Choose another group.`,
  }),
  TAG_GROUP_CHANGED_SINCE: entry<{ group: string; now: Readonly<Record<string, unknown>> }>({
    status: 409,
    exit: 6,
    zh: ({ group }) => `「${group}」在您打开之后被别人改过，没有保存。请看现在的内容，再决定是否用您填写的覆盖。`,
    en: ({ group }) =>
      `${group} was changed by somebody else after you opened it, so nothing was saved. Look at it as it is now, then decide.`,
  }),
  TAG_GROUP_NOT_EMPTY: entry<{ group: string; tags: number; groups: number }>({
    status: 409,
    exit: 6,
    zh: ({ group, tags, groups }) => `「${group}」里还有 ${tags} 个标签、${groups} 个下级组。请指明移到哪个组，或先移走。`,
    en: ({ group, tags, groups }) =>
      `${group} still holds ${tags} ${tags === 1 ? "tag" : "tags"} and ${groups} ${groups === 1 ? "group" : "groups"}. Say where they move to, or move them first.`,
  }),
  TAG_READS_HIDDEN: entry<{ tag: Text }>({
    status: 403,
    exit: 4,
    zh: ({ tag }) => `标签「${tag.zh}」的规则用到了你看不到的标签，不能显示它的计算方式。需要时请找管理员调整权限。`,
    en: ({ tag }) =>
      `The rule of the tag ${tag.en} reads a tag that you may not see, so how it is computed is not shown. Ask an administrator.`,
  }),
  TAG_CONDITIONS_HIDDEN: entry<{ tag: string }>({
    status: 403,
    exit: 4,
    zh: ({ tag }) => `标签 ${tag} 的规则里有你看不到的条件，修改规则会丢掉它们。可以修改名称等其他内容；规则请能看到全部条件的人修改。`,
    en: ({ tag }) =>
      `The rule of the tag ${tag} has conditions that you may not see; a change would lose them. You may change its words. Ask somebody who sees all conditions to change the rule.`,
  }),
  TAG_UNAVAILABLE: entry<{ name: string }>({
    status: 422,
    exit: 3,
    zh: ({ name }) => `「${name}」不能使用。请换一个。`,
    en: ({ name }) => `${name} cannot be used. Choose another.`,
  }),
  TAG_GROUP_HOLDS_HIDDEN: entry<{ group: Text }>({
    status: 403,
    exit: 4,
    zh: ({ group }) => `「${group.zh}」里有你看不到的内容，不能移动或删除。请找管理员处理。`,
    en: ({ group }) => `${group.en} holds something that you may not see, so you cannot move or remove it. Ask an administrator.`,
  }),
  TAG_GROUP_HAS_GRANTS: entry<{ group: string; grants: number }>({
    status: 409,
    exit: 6,
    zh: ({ group, grants }) => `「${group}」上还有 ${grants} 项权限设置。请先在权限里删除它们，再删除这个组。`,
    en: ({ group, grants }) => `${group} still has ${grants} ${grants === 1 ? "grant" : "grants"}. Remove them first, then the group.`,
  }),
  TAG_GROUP_BEFORE: entry<{ before: string }>({
    status: 422,
    exit: 3,
    zh: ({ before }) => `「${before}」不在目标位置，不能排在它前面。请选同一级的组。`,
    en: ({ before }) => `${before} is not in the place that the group moves to. Choose a group of that place.`,
  }),
  TAG_NOT_IN_GROUP: entry<{ tag: string; group: string }>({
    status: 422,
    exit: 3,
    zh: ({ tag, group }) => `标签「${tag}」不在「${group}」里，不能排在它前面。请选该组里的标签。`,
    en: ({ tag, group }) => `The tag ${tag} is not in ${group}. Choose a tag of that group.`,
  }),
  EVALUATION_BUSY: entry<Record<string, never>>({
    status: 409,
    exit: 6,
    zh: () => "已有一次计算正在进行，请等它结束后再试。",
    en: () => "An evaluation is already running; wait for it to end.",
  }),
  SEGMENT_NOT_FOUND: entry<{ segment: string }>({
    status: 404,
    exit: 5,
    zh: ({ segment }) => `没有人群「${segment}」。`,
    en: ({ segment }) => `There is no segment ${segment}.`,
  }),
  SEGMENT_IN_USE: entry<{ segment: string; uses: readonly Use[] }>({
    status: 409,
    exit: 6,
    zh: ({ segment, uses }) => `人群「${segment}」正在被使用：${usesText(uses).zh}。请先在这些地方改用别的人群，再删除。`,
    en: ({ segment, uses }) =>
      `The segment ${segment} is in use by: ${usesText(uses).en}. Replace it there with another segment first, then delete it.`,
  }),
  TAG_CHANGED_SINCE: entry<{ tag: Text; revision: number; now: Readonly<Record<string, unknown>> }>({
    status: 409,
    exit: 6,
    zh: ({ tag }) => `标签「${tag.zh}」在您打开之后被别人修改过。您填写的内容还在；请对照现在的内容，再决定保存哪一个。`,
    en: ({ tag }) =>
      `Somebody changed the tag ${tag.en} after you opened it. Compare what you wrote with the present state, then save again.`,
  }),
  TAG_STATE: entry<{ tag: Text; state: string; wanted: readonly string[] }>({
    status: 409,
    exit: 6,
    zh: ({ tag, state, wanted }) =>
      `标签「${tag.zh}」现在是「${stateWord(state).zh}」，只有${wanted.map((one) => `「${stateWord(one).zh}」`).join("、")}的标签可以这样做。请刷新后再看。`,
    en: ({ tag, state, wanted }) =>
      `The tag ${tag.en} is ${stateWord(state).en}; this can be done with a tag that is ${wanted.map((one) => stateWord(one).en).join(" or ")}. Look at its present state.`,
  }),
  TAG_USED: entry<{ tag: Text; uses: readonly Use[] }>({
    status: 409,
    exit: 6,
    zh: ({ tag, uses }) => `标签「${tag.zh}」还用在 ${uses.length} 处：${usesText(uses).zh}。请先在这些地方改用别的标签；也可以先暂停它。`,
    en: ({ tag, uses }) =>
      `The tag ${tag.en} is used in ${uses.length} ${uses.length === 1 ? "place" : "places"}: ${usesText(uses).en}. Use another tag there first; or pause this one.`,
  }),
  TAG_HAS_HISTORY: entry<{ tag: Text; state: string }>({
    status: 409,
    exit: 6,
    zh: ({ tag, state }) =>
      `标签「${tag.zh}」有过客户，或有手动指定、打标签的记录，删除会丢掉这些历史。${state === "retired" ? "它已停用，不在列表里，保持这样即可。" : "请改为停用：它会离开列表，历史保留。"}`,
    en: ({ tag, state }) =>
      `The tag ${tag.en} had customers, overrides or assignments, and deleting it would lose this history. ${state === "retired" ? "It is retired and in no list; leave it so." : "Retire it instead: it leaves the lists, and its history stays."}`,
  }),
  TAG_IN_USE: entry<{ tag: string; uses: readonly Use[] }>({
    status: 409,
    exit: 6,
    zh: ({ tag, uses }) => `标签 ${tag} 正在被使用：${usesText(uses).zh}。请把它留在文档里，或先在这些地方改用别的标签。`,
    en: ({ tag, uses }) =>
      `The tag ${tag} is in use by: ${usesText(uses).en}. Keep it in the document, or replace it there with another tag first.`,
  }),
  EXPORT_COLUMN: entry<{ column: string; suggestion?: string | undefined }>({
    status: 422,
    exit: 3,
    zh: ({ column, suggestion }) =>
      `没有可导出的列「${column}」。${suggestion ? `是否指 ${suggestion}？` : ""}可用：customer、name、tags、identity.平台、attribute.代码、tag.代码。`,
    en: ({ column, suggestion }) =>
      `There is no column ${column} to export.${suggestion ? ` Did you mean ${suggestion}?` : ""} Known: customer, name, tags, identity.PLATFORM, attribute.CODE, tag.CODE.`,
  }),
};
