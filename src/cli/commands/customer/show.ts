import { type CustomerDetail, readCustomer } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { type Cell, facts, table } from "../../print/table.ts";
import { DIRECTION, AUTHOR } from "../../print/labels.ts";
import type { Session } from "../../session.ts";
import { CUSTOMER } from "../arguments.ts";
import { valueText } from "./print.ts";

export const customerShow = defineCommand({
  name: "customer show",
  group: "customers",
  summary: { zh: "一位客户：身份、属性、标签", en: "one customer: identities, attributes, tags" },
  arguments: [CUSTOMER],
  examples: ["customer show crm:12346", "customer show 17 --json"],
  async run(session, [customer = ""]) {
    const detail = await session.call(readCustomer, { customer });
    if (session.json) return session.printJson(detail);
    const clock = await session.clock();
    session.print(
      ...profileOf(session, detail, clock),
      ...tagsOf(session, detail, clock),
      ...assignmentsOf(session, detail, clock),
      ...overridesOf(session, detail, clock),
    );
    session.note(
      session.say({
        zh: `时间线：tagwise customer events ${detail.customer}；原因：tagwise why ${detail.customer} <标签>`,
        en: `timeline: tagwise customer events ${detail.customer}; reasons: tagwise why ${detail.customer} <tag>`,
      }),
    );
  },
});

function profileOf({ lang, say, paint, table: options }: Session, detail: CustomerDetail, clock: (instant: string) => string): string[] {
  const { customer, name, identities, attributes, events, firstSeen, lastSeen } = detail;
  return [
    `${paint(name ?? say({ zh: `客户 ${customer}`, en: `Customer ${customer}` }), "bold")}  ${paint(`#${customer}`, "dim")}`,
    ...facts(
      [
        ...identities.map(({ platform, external }) => [platform, external] as const),
        ...attributes.map(
          ({ name: label, type, value }) =>
            [label[lang], type === "time" ? clock(String(value)).replace(/ 00:00:00$/, "") : valueText(value)] as const,
        ),
        [say({ zh: "行为", en: "events" }), grouped(events)],
        [say({ zh: "最早", en: "first seen" }), firstSeen && clock(firstSeen)],
        [say({ zh: "最近", en: "last seen" }), lastSeen && clock(lastSeen)],
      ],
      options,
    ),
  ];
}

function tagsOf({ lang, say, table: options }: Session, { tags }: CustomerDetail, clock: (instant: string) => string): string[] {
  if (tags.length === 0) return ["", say({ zh: "没有标签", en: "no tags" })];
  const titles = [
    { title: say({ zh: "标签", en: "TAG" }) },
    { title: say({ zh: "取值", en: "VALUE" }) },
    { title: say({ zh: "编码", en: "CODE" }) },
    { title: say({ zh: "来源", en: "SET BY" }) },
    { title: say({ zh: "自", en: "SINCE" }) },
  ];
  const rows = tags.map(({ name, color, value, unit, code, author, since, overridden }): Cell[] => [
    { text: name[lang], dot: color },
    value === null ? "" : [grouped(value), unit].filter(Boolean).join(" "),
    code,
    overridden ? say({ zh: "手动指定", en: "override" }) : say(AUTHOR[author]),
    since === null ? "" : clock(since),
  ]);
  return ["", ...table(titles, rows, options)];
}

/** The assignments of static tags. */
function assignmentsOf({ lang, say, table: options }: Session, { tags }: CustomerDetail, clock: (instant: string) => string): string[] {
  const titles = [
    { title: say({ zh: "打标说明", en: "GIVEN" }) },
    { title: say({ zh: "原因", en: "REASON" }), flexible: true },
    { title: say({ zh: "谁", en: "WHO" }) },
    { title: say({ zh: "到期", en: "UNTIL" }) },
  ];
  const rows = tags.flatMap(({ name, color, assignment }): Cell[][] =>
    assignment === null
      ? []
      : [
          [
            { text: name[lang], dot: color },
            assignment.reason ?? "",
            assignment.actor,
            assignment.until === null ? "" : clock(assignment.until),
          ],
        ],
  );
  return rows.length === 0 ? [] : ["", ...table(titles, rows, options)];
}

function overridesOf({ lang, say, table: options }: Session, { overrides }: CustomerDetail, clock: (instant: string) => string): string[] {
  if (overrides.length === 0) return [];
  const titles = [
    { title: say({ zh: "手动指定", en: "OVERRIDES" }) },
    { title: say({ zh: "标签", en: "TAG" }) },
    { title: say({ zh: "取值", en: "VALUE" }) },
    { title: say({ zh: "原因", en: "REASON" }), flexible: true },
    { title: say({ zh: "谁", en: "WHO" }) },
    { title: say({ zh: "到期", en: "UNTIL" }) },
  ];
  const rows = overrides.map(({ direction, tag, value, reason, actor, expires }): Cell[] => [
    say(DIRECTION[direction]),
    { text: tag.name[lang], dot: tag.color },
    value ?? "",
    reason,
    actor,
    expires === null ? "" : clock(expires),
  ]);
  return ["", ...table(titles, rows, options)];
}
