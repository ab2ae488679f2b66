import { entry } from "./problem.ts";

/** Errors of the catalogue, of identities and of customers. */
export const customers = {
  CUSTOMER_NOT_FOUND: entry<{ ref: string }>({
    status: 404,
    exit: 5,
    zh: ({ ref }) => `没有找到客户「${ref}」。请用客户编号（如 123）或「平台:外部编号」（如 phone:13800138000、taobao:小红）。`,
    en: ({ ref }) => `No customer ${ref}. Name one by number (123) or by platform and id (phone:13800138000, taobao:小红).`,
  }),
  PLATFORM_INVALID: entry<{ platform: string }>({
    status: 422,
    exit: 3,
    zh: ({ platform }) => `「${platform}」不能作为身份平台名：请用 1 到 40 个字符，不含空格和冒号，例如 taobao、wecom、phone。`,
    en: ({ platform }) =>
      `"${platform}" cannot name an identity platform: use 1 to 40 characters without blanks or colons, such as taobao, wecom, phone.`,
  }),
  CATALOGUE_FULL: entry<{ limit: number; event: string; property: string }>({
    status: 422,
    exit: 7,
    zh: ({ limit, event, property }) =>
      `数据字典已有 ${limit} 个字段，无法再登记「${event}」的属性「${property}」。请检查映射是否把数据的值当成了属性名。`,
    en: ({ limit, event, property }) =>
      `The catalogue already holds ${limit} fields, so property ${property} of ${event} cannot be registered. Check that the mapping does not turn values into property names.`,
  }),
};
