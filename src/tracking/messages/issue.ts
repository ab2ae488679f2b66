import type { Issue } from "../../kernel/index.ts";

/** Everything that can be wrong with a message, by code. An issue's path is within the message. */
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
  EVENT_MISSING: ["track 消息必须有行为名称 event", "a track message must name its event"],
  PREVIOUS_MISSING: ["alias 消息必须有 previousId 和 userId", "an alias message must have a previousId and a userId"],
  GROUP_MISSING: ["group 消息必须有 groupId", "a group message must have a groupId"],
  NAME_TWICE: [
    "与同一消息里的另一项是同一个名称，值不同：取外层的、名称完全一致的一项，这一项没有保存",
    "the message says something else under the same name: what stands further out and is called exactly so is taken, this is left out",
  ],
  ID_CONFLICT: [
    "这个编号此前已由同一发送方用于内容不同的消息：以先到的为准，这一条另存，见「编号冲突」",
    "the same sender has used this id for a message that says something else: the first stands, this one is kept aside, see the conflicts",
  ],
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
