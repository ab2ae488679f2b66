import { entry } from "./problem.ts";

/** Errors of the catalogue, of identities and of customers. */
export const customers = {
  CUSTOMER_NOT_FOUND: entry<{ ref: string }>({
    status: 404,
    exit: 5,
    zh: ({ ref }) => `没有找到客户「${ref}」。请用客户编号（如 123）或「平台:外部编号」（如 phone:13912340000、taobao:小红）。`,
    en: ({ ref }) => `Customer ${ref} was not found. Use a customer number (123) or platform:id (phone:13912340000, taobao:小红).`,
  }),
  PLATFORM_INVALID: entry<{ platform: string }>({
    status: 422,
    exit: 3,
    zh: ({ platform }) => `「${platform}」不能作为平台名：请用 1 到 40 个字符，不含空格和冒号，例如 taobao、wecom、phone。`,
    en: ({ platform }) =>
      `"${platform}" cannot name an identity platform: use 1 to 40 characters without spaces or colons, such as taobao, wecom, phone.`,
  }),
  PROPERTY_TYPE_FIXED: entry<{ property: string; from: string; to: string }>({
    status: 422,
    exit: 3,
    zh: ({ property, from, to }) =>
      `属性「${property}」不能从 ${from} 改成 ${to}：列表和商品明细的类型不能改，数字、时间、是否只能改成文本。`,
    en: ({ property, from, to }) =>
      `Property ${property} cannot change from ${from} to ${to}: the type of lists and of their members is fixed; numbers, times and booleans can change to text only.`,
  }),
  PROPERTY_TYPE_LOSES: entry<{ property: string; to: string; values: number; example: string }>({
    status: 409,
    exit: 6,
    zh: ({ property, to, values, example }) => `属性「${property}」有 ${values} 个值不能读成 ${to}，例如「${example}」。没有改动任何数据。`,
    en: ({ property, to, values, example }) =>
      `${values} values of property ${property} cannot be read as ${to}, such as "${example}". Nothing was changed.`,
  }),
  PROPERTY_TYPE_USED: entry<{ property: string; tags: readonly string[] }>({
    status: 409,
    exit: 6,
    zh: ({ property, tags }) => `以下标签用到这个行为，属性「${property}」的类型现在不能改：${tags.slice(0, 10).join("、")}。`,
    en: ({ property, tags }) =>
      `The type of property ${property} cannot change now, because these tags use the event: ${tags.slice(0, 10).join(", ")}.`,
  }),
  ATTRIBUTE_TYPE_FIXED: entry<{ attribute: string; type: string }>({
    status: 422,
    exit: 3,
    zh: ({ attribute, type }) => `客户属性「${attribute}」是系统属性，类型固定为 ${type}。请改用别的属性。`,
    en: ({ attribute, type }) => `${attribute} is a system attribute; its type is always ${type}. Use another attribute.`,
  }),
  ATTRIBUTE_TYPE_BREAKS: entry<{ attribute: string; type: string; tags: readonly string[] }>({
    status: 409,
    exit: 6,
    zh: ({ attribute, type, tags }) =>
      `「${attribute}」改成 ${type} 后，这些标签的规则会出错：${tags.slice(0, 10).join("、")}。请先改好这些规则，或停用这些标签；预览会说明每条错在哪里。没有改动任何数据。`,
    en: ({ attribute, type, tags }) =>
      `If ${attribute} became ${type}, the rules of these tags would be invalid: ${tags.slice(0, 10).join(", ")}. Change the rules first, or retire the tags; the preview shows the error in each rule. Nothing was changed.`,
  }),
  CATALOGUE_FULL: entry<{ limit: number; event: string; property: string }>({
    status: 422,
    exit: 7,
    zh: ({ limit, event, property }) =>
      `数据字典已有 ${limit} 个字段，无法再登记「${event}」的属性「${property}」。请检查字段映射是否把数据的值当成了属性名。`,
    en: ({ limit, event, property }) =>
      `The catalogue already holds ${limit} fields, so property ${property} of ${event} cannot be registered. Check that the mapping does not use values as property names.`,
  }),
};
