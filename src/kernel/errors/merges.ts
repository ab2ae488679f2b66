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
  PLACEHOLDER_INVALID: entry<{ platform: string; value: string }>({
    status: 422,
    exit: 3,
    zh: ({ platform, value }) =>
      `「${platform}:${value}」不能作为占位编号：平台要写平台名，或用 * 表示所有平台；编号不能为空，最多 200 字节；手机号和邮箱要有效（邮箱可写 noreply@*）。`,
    en: ({ platform, value }) =>
      `${platform}:${value} cannot be a placeholder: name a platform, or * for all of them, and an id of at most 200 bytes; phones and e-mail addresses must be valid (noreply@* is any host).`,
  }),
  PLACEHOLDER_UNKNOWN: entry<{ platform: string; value: string }>({
    status: 404,
    exit: 5,
    zh: ({ platform, value }) => `占位编号的名单里没有「${platform}:${value}」。用「identity placeholders」查看名单。`,
    en: ({ platform, value }) => `${platform}:${value} is not among the placeholders. See them with identity placeholders.`,
  }),
  PLACEHOLDERS_FULL: entry<{ most: number }>({
    status: 409,
    exit: 6,
    zh: ({ most }) => `自行添加的占位编号最多 ${most} 个。请先移除不用的。`,
    en: ({ most }) => `At most ${most} placeholders can be added. Remove some that are not needed first.`,
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
