import type { PlatformFacts } from "./platform.ts";

export const memberPlatform: PlatformFacts = {
  code: "member",
  name: { zh: "会员号", en: "Member" },
  aliases: ["会员号", "会员"],
  heading: { zh: "会员号", en: "Member number" },
  headings: /^会员(号|卡号|卡|编号|ID)?$|^member[ _-]?(id|no|number|code)?$/i,
  template: { cells: ["VIP0001", "VIP0002"], isRequired: false },
};
