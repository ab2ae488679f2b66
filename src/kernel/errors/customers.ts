import { entry } from "./problem.ts";

/** Errors of the catalogue, of identities and of customers. */
export const customers = {
  CATALOGUE_FULL: entry<{ limit: number; event: string; property: string }>({
    status: 422,
    exit: 7,
    zh: ({ limit, event, property }) =>
      `数据字典已有 ${limit} 个字段，无法再登记「${event}」的属性「${property}」。请检查映射是否把数据的值当成了属性名。`,
    en: ({ limit, event, property }) =>
      `The catalogue already holds ${limit} fields, so property ${property} of ${event} cannot be registered. Check that the mapping does not turn values into property names.`,
  }),
};
