import { entry } from "./problem.ts";

/** Errors of merging and splitting customers. */
export const merges = {
  MERGE_SAME: entry<{ customer: number }>({
    status: 409,
    exit: 6,
    zh: ({ customer }) => `两边是同一个客户（${customer}），不需要合并。`,
    en: ({ customer }) => `Both are already the same customer (${customer}), so there is nothing to merge.`,
  }),
  CUSTOMER_NAMELESS: entry<{ customer: number }>({
    status: 409,
    exit: 6,
    zh: ({ customer }) => `客户 ${customer} 没有任何身份，无法合并。请先为这位客户导入一个身份。`,
    en: ({ customer }) => `Customer ${customer} has no identity and cannot be merged. Import an identity for this customer first.`,
  }),
  MERGE_NOT_FOUND: entry<{ merge: number }>({
    status: 404,
    exit: 5,
    zh: ({ merge }) => `没有找到编号为 ${merge} 的合并记录。用「merge list」查看。`,
    en: ({ merge }) => `There is no merge ${merge}. List them with merge list.`,
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
      `None of these identities belongs to customer ${customer} now, so there is nothing to split off. Reload and choose again.`,
  }),
  SPLIT_ALL: entry<{ customer: number }>({
    status: 409,
    exit: 6,
    zh: ({ customer }) => `这些是客户 ${customer} 的全部身份，不能全部拆出。请至少留下一个。`,
    en: ({ customer }) => `These are all the identities of customer ${customer}; leave at least one.`,
  }),
  PLACEHOLDER_INVALID: entry<{ platform: string; value: string }>({
    status: 422,
    exit: 3,
    zh: ({ platform, value }) =>
      `「${platform}:${value}」不能作为占位编号：平台要写平台名，或用 * 表示所有平台；编号不能为空，最多 200 字节；手机号和邮箱要有效（邮箱可写 noreply@*）。`,
    en: ({ platform, value }) =>
      `${platform}:${value} cannot be a placeholder: give a platform, or * for all platforms, and an id of at most 200 bytes; phones and e-mail addresses must be valid (noreply@* matches any domain).`,
  }),
  PLACEHOLDER_UNKNOWN: entry<{ platform: string; value: string }>({
    status: 404,
    exit: 5,
    zh: ({ platform, value }) => `占位编号名单里没有「${platform}:${value}」。用「placeholder list」查看名单。`,
    en: ({ platform, value }) => `${platform}:${value} is not a placeholder. List them with placeholder list.`,
  }),
  PLACEHOLDERS_FULL: entry<{ most: number }>({
    status: 409,
    exit: 6,
    zh: ({ most }) => `自行添加的占位编号最多 ${most} 个。请先移除不用的。`,
    en: ({ most }) => `At most ${most} placeholders can be added. Remove unused ones first.`,
  }),
  REVIEW_NOT_FOUND: entry<{ review: number }>({
    status: 404,
    exit: 5,
    zh: ({ review }) => `没有找到编号为 ${review} 的身份核对项，可能新数据到达后已不需要确认。`,
    en: ({ review }) => `There is no review item ${review}; new data may have resolved it.`,
  }),
  REVIEW_NOT_SEEN: entry<{ identity: string }>({
    status: 422,
    exit: 3,
    zh: ({ identity }) => `「${identity}」不在这一项列出的身份里。请从列出的身份中选一个。`,
    en: ({ identity }) => `${identity} is not listed in this item. Choose one of the identities it lists.`,
  }),
};
