import type { TagSettingsShape } from "../../../contract/index.ts";
import { grouped } from "../../print/number.ts";
import type { Session } from "../../session.ts";

/** The quotas with what is used of them. */
export function settingLines({ say }: Session, { tags, perCustomer }: TagSettingsShape): string[] {
  const [of, per] = [grouped(tags.limit), grouped(perCustomer.limit)];
  const { most, full } = perCustomer;
  return [
    tags.used === null
      ? say({ zh: `标签总数：上限 ${of}`, en: `tags: at most ${of}` })
      : say({ zh: `标签总数：${grouped(tags.used)} / ${of}`, en: `tags: ${grouped(tags.used)} of ${of}` }),
    most === null || full === null
      ? say({ zh: `每个客户的静态标签：上限 ${per}`, en: `static tags of one customer: at most ${per}` })
      : say({
          zh: `每个客户的静态标签：上限 ${per}，最多的客户有 ${grouped(most)} 个，已满的客户 ${grouped(full)} 个`,
          en: `static tags of one customer: at most ${per}; the most that one has: ${grouped(most)}; customers that are full: ${grouped(full)}`,
        }),
  ];
}
