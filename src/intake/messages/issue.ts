import type { Issue } from "../../kernel/index.ts";

/** What can be wrong with a message, by code; the path is within the message. */
const TEXTS = {
  MESSAGE_SHAPE: ["消息应为 JSON 对象", "a message must be a JSON object"],
  KIND_UNKNOWN: [
    "type 应为 identify、track、page、screen、group、alias 之一",
    "type must be one of identify, track, page, screen, group, alias",
  ],
  MESSAGE_TOO_LARGE: ["一条消息不能超过 32 KB", "a message may have 32 KB at most"],
  MESSAGE_TOO_DEEP: ["嵌套超过 32 层", "it nests deeper than 32 levels"],
  TEXT_EXPECTED: ["应为文本", "must be a text"],
  OBJECT_EXPECTED: ["应为 JSON 对象", "must be a JSON object"],
  ID_LONG: ["标识超过 500 字节", "the id is longer than 500 bytes"],
  NO_IDENTITY: [
    "没有可用的身份：请给出 userId 或 anonymousId（不能是 null、undefined 之类的占位符）",
    "no usable identity: give a userId or an anonymousId (placeholders such as null or undefined do not count)",
  ],
  EVENT_MISSING: ["track 消息必须有事件名 event", "a track message must name its event"],
  PREVIOUS_MISSING: ["alias 消息必须有 previousId 和 userId", "an alias message must have a previousId and a userId"],
  GROUP_MISSING: ["group 消息必须有 groupId", "a group message must have a groupId"],
  TIME_INVALID: [
    "应为 ISO 8601 时间，如 2025-11-02T08:00:00Z，在 1900 到 2299 年之间",
    "must be an ISO 8601 time such as 2025-11-02T08:00:00Z, from 1900 to 2299",
  ],
} as const;

export type MessageFault = keyof typeof TEXTS;

export function fault(code: MessageFault, path: string): Issue {
  const [zh, en] = TEXTS[code];
  return { code, path, zh, en };
}
