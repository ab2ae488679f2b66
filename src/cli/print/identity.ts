import type { Identity, IdentityKindShape, Merge, ReviewKind } from "../../contract/index.ts";
import type { Text } from "../../kernel/index.ts";
import { clean } from "./clean.ts";

/** An identity as text: `phone:+8613800138000`. */
export function identityText({ platform, external }: Identity): string {
  return clean(`${platform}:${external}`);
}

export const MERGE_CAUSE: Record<Merge["cause"], Text> = {
  links: { zh: "同时出现", en: "seen together" },
  person: { zh: "人工", en: "by hand" },
  race: { zh: "同时编号", en: "numbered at once" },
};

export const REVIEW_KIND: Record<ReviewKind, Text> = {
  clash: { zh: "冲突", en: "clash" },
  shared: { zh: "多人共用", en: "shared" },
  many: { zh: "过多", en: "too many" },
};

export const IDENTITY_KIND: Record<IdentityKindShape["kind"], Text> = {
  number: { zh: "编号", en: "number" },
  account: { zh: "账号", en: "account" },
  contact: { zh: "联系方式", en: "contact" },
  device: { zh: "设备", en: "device" },
};
