import { entry } from "./problem.ts";

/** Errors of merging and splitting customers. */
export const merges = {
  MERGE_SAME: entry<{ customer: number }>({
    status: 409,
    exit: 6,
    zh: ({ customer }) => `两边是同一个客户（${customer}），不需要合并。`,
    en: ({ customer }) => `Both are the same customer (${customer}) already; there is nothing to merge.`,
  }),
  CUSTOMER_NAMELESS: entry<{ customer: number }>({
    status: 409,
    exit: 6,
    zh: ({ customer }) => `客户 ${customer} 没有任何身份，无法合并：先为它导入一个身份。`,
    en: ({ customer }) => `Customer ${customer} has no identity to merge by; import one for it first.`,
  }),
  MERGE_NOT_FOUND: entry<{ merge: number }>({
    status: 404,
    exit: 5,
    zh: ({ merge }) => `没有找到编号为 ${merge} 的合并。用「merges」查看。`,
    en: ({ merge }) => `No merge ${merge}. See them with merges.`,
  }),
  MERGE_UNDONE: entry<{ merge: number }>({
    status: 409,
    exit: 6,
    zh: ({ merge }) => `合并 ${merge} 已经撤销了。`,
    en: ({ merge }) => `Merge ${merge} has been undone already.`,
  }),
  SPLIT_NOTHING: entry<{ customer: number }>({
    status: 409,
    exit: 6,
    zh: ({ customer }) => `这些身份现在都不属于客户 ${customer}，没有可拆分的。请刷新后再选。`,
    en: ({ customer }) =>
      `None of these identities belongs to customer ${customer} now, so there is nothing to split off. Look again and choose.`,
  }),
  SPLIT_ALL: entry<{ customer: number }>({
    status: 409,
    exit: 6,
    zh: ({ customer }) => `这些是客户 ${customer} 的全部身份，拆分后什么也不剩。请至少留下一个。`,
    en: ({ customer }) => `These are all the identities of customer ${customer}; leave at least one.`,
  }),
  REVIEW_NOT_FOUND: entry<{ review: number }>({
    status: 404,
    exit: 5,
    zh: ({ review }) => `没有找到编号为 ${review} 的待审项，可能新的数据已经使它不再需要判断。`,
    en: ({ review }) => `No review item ${review}; new data may have settled it.`,
  }),
  REVIEW_NOT_SEEN: entry<{ identity: string }>({
    status: 422,
    exit: 3,
    zh: ({ identity }) => `「${identity}」不在这一项的证据里。请从列出的身份中选一个。`,
    en: ({ identity }) => `${identity} is not among the evidence of this item. Choose one of the identities it lists.`,
  }),
};
