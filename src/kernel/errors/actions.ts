import { entry } from "./problem.ts";

/** Errors of webhooks, and of calling addresses that people give. */
export const actions = {
  WEBHOOK_NAME_TAKEN: entry<{ name: string }>({
    status: 409,
    exit: 6,
    zh: ({ name }) => `已有名为「${name}」的 Webhook。请换一个名称。`,
    en: ({ name }) => `A webhook named ${name} exists already. Choose another name.`,
  }),
  WEBHOOK_SCOPE: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "请选择 Webhook 关注的内容：若干标签，或一个人群，只能选一种。",
    en: () => "Choose what the webhook watches: either tags or one segment.",
  }),
  WEBHOOK_WATCHES_NOTHING: entry<{ name: string }>({
    status: 409,
    exit: 3,
    zh: ({ name }) => `「${name}」关注的内容已删除。请修改这个 Webhook，重新选择。`,
    en: ({ name }) => `What the webhook ${name} watches was deleted. Change the webhook and choose something else.`,
  }),
  WEBHOOK_TYPE_SUBJECT: entry<{ type: string; fitting: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ type, fitting }) => `这个 Webhook 不会有「${type}」消息：标签和人群的消息类型不同。可选：${fitting.join("、")}。`,
    en: ({ type, fitting }) =>
      `This webhook cannot receive ${type}: tags and segments have different message types. Choose from ${fitting.join(", ")}.`,
  }),
  WEBHOOK_NO_TIERS: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "所选标签都不是分层标签，不会有「层级变化」。请加选其他消息类型，或选择分层标签。",
    en: () => "None of these tags has tiers, so nothing would ever be sent. Add other message types, or choose a tiered tag.",
  }),
  WEBHOOK_METRIC: entry<{ tag: string }>({
    status: 422,
    exit: 3,
    zh: ({ tag }) => `「${tag}」是指标，没有新增和移出。请改选以它为条件的规则标签。`,
    en: ({ tag }) => `${tag} is a metric: customers do not enter or leave it. Choose a rule tag that uses it.`,
  }),
  WEBHOOK_NOT_FOUND: entry<{ webhook: string }>({
    status: 404,
    exit: 5,
    zh: ({ webhook }) => `没有名称或编号为「${webhook}」的 Webhook。`,
    en: ({ webhook }) => `No webhook has the name or id ${webhook}.`,
  }),
  DELIVERY_NOT_FOUND: entry<{ delivery: string }>({
    status: 404,
    exit: 5,
    zh: ({ delivery }) => `这个 Webhook 没有编号为「${delivery}」的推送。`,
    en: ({ delivery }) => `This webhook has no delivery with the id ${delivery}.`,
  }),
  DELIVERY_REFUSED: entry<{ status: number }>({
    status: 502,
    exit: 1,
    zh: ({ status }) => `对方返回 HTTP ${status}，应为 2xx。请查看对方的日志。`,
    en: ({ status }) => `The receiver answered HTTP ${status} instead of 2xx. Check the receiver's log.`,
  }),
  ADDRESS_MALFORMED: entry<{ address: string }>({
    status: 422,
    exit: 3,
    zh: ({ address }) => `「${address}」不能作为地址。请用 http:// 或 https:// 开头、不带用户名和密码的网址。`,
    en: ({ address }) =>
      `${address} cannot be called. Use an address that begins with http:// or https:// and contains no user name or password.`,
  }),
  ADDRESS_REFUSED: entry<{ host: string; address: string; setting: string }>({
    status: 422,
    exit: 4,
    zh: ({ host, address, setting }) =>
      `「${host}」指向内部网络（${address}），不允许访问。确需访问时，请管理员在启动设置 ${setting} 里列出该网段，如 10.1.0.0/16。`,
    en: ({ host, address, setting }) =>
      `${host} points to the internal network (${address}), and such calls are refused. To allow it, the operator lists the network in the setting ${setting}, such as 10.1.0.0/16.`,
  }),
  ADDRESS_UNKNOWN: entry<{ host: string }>({
    status: 422,
    exit: 5,
    zh: ({ host }) => `找不到主机「${host}」。请检查域名。`,
    en: ({ host }) => `The host ${host} was not found. Check its name.`,
  }),
  ADDRESS_SILENT: entry<{ host: string; seconds: number }>({
    status: 504,
    exit: 7,
    zh: ({ host, seconds }) => `${host} 在 ${seconds} 秒内没有响应。请检查对方是否在运行。`,
    en: ({ host, seconds }) => `${host} did not answer within ${seconds} seconds. Check that it is running.`,
  }),
  ADDRESS_UNREACHABLE: entry<{ host: string; reason: string }>({
    status: 502,
    exit: 7,
    zh: ({ host, reason }) => `连不上 ${host}（${reason}）。请检查地址、端口和证书。`,
    en: ({ host, reason }) => `${host} cannot be reached (${reason}). Check the address, the port and the certificate.`,
  }),
  SECRET_UNREADABLE: entry<Record<string, never>>({
    status: 500,
    exit: 7,
    zh: () => "保存的密码或密钥无法解密：加密所用的 secret.key 或 TAGWISE_SECRET 变了。请恢复原来的，或重新填写密码、密钥。",
    en: () =>
      "A stored secret cannot be decrypted, because the encryption key has changed. Restore secret.key of the data directory or the former TAGWISE_SECRET, or enter the secret again.",
  }),
};
