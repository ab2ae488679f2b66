import type { MappingInput } from "../../../contract/index.ts";
import type { PeekedColumn } from "./peek.ts";

/** What a column becomes. */
export type Use = "ignore" | "identity" | "attribute" | "time" | "property" | "id";

export interface ColumnUse {
  readonly column: string;
  readonly sample: string;
  readonly use: Use;
  /** Platform of an identity, code of an attribute or property. */
  readonly as: string;
}

/** Whether rows describe customers, or say what they did. */
export interface Draft {
  readonly rows: "customers" | "events";
  readonly event: string;
  readonly timezone: string;
  readonly columns: readonly ColumnUse[];
}

const IDENTITIES: readonly (readonly [RegExp, string])[] = [
  [/手机|电话|phone|mobile/i, "phone"],
  [/邮箱|邮件|e-?mail/i, "email"],
  [/淘宝|旺旺|taobao/i, "taobao"],
  [/天猫|tmall/i, "tmall"],
  [/京东|\bjd\b/i, "jd"],
  [/企业微信|external_?user/i, "wecom"],
  [/unionid/i, "unionid"],
  [/会员(号|卡|编号|ID)|member_?(id|no|code)/i, "member"],
  [/^(客户|用户|顾客)(号|编号|ID)$|^(customer|user|client)_?(id|no)$|^CustomerID$/i, "crm"],
];

/** A first guess from the columns' names; the person corrects it. */
export function guess(columns: readonly PeekedColumn[], timezone: string): Draft {
  const timed = columns.findIndex(
    ({ name, sample }) => /时间|日期|\btime|date|_at$/i.test(name) && !/生日|birth/i.test(name) && /\d/.test(sample),
  );
  const rows = timed >= 0 && columns.some(({ name }) => /订单|金额|amount|invoice|order|event|商品/i.test(name)) ? "events" : "customers";
  return {
    rows,
    event: rows === "events" ? "Order Completed" : "",
    timezone,
    columns: columns.map(({ name, sample }, index) => {
      const platform = IDENTITIES.find(([pattern]) => pattern.test(name))?.[1];
      const use: Use = platform ? "identity" : rows === "customers" ? "attribute" : index === timed ? "time" : "property";
      return { column: name, sample, use, as: platform ?? name };
    }),
  };
}

/** The draft as the mapping the server reads. What the rows cannot carry (a property without an event) is left out. */
export function mappingOf({ rows, event, timezone, columns }: Draft): MappingInput {
  const used = (use: Use): Record<string, string> =>
    Object.fromEntries(columns.filter((one) => one.use === use && one.as !== "").map(({ column, as }) => [as, quoted(column)]));
  const single = (use: Use): string | undefined => {
    const found = columns.find((one) => one.use === use);
    return found && quoted(found.column);
  };
  const [time, id] = [single("time"), single("id")];
  const attributes = used("attribute");
  return {
    ...(rows === "events" && event !== "" && { event }),
    ...(rows === "events" && time !== undefined && { time, timezone }),
    ...(rows === "events" && id !== undefined && { id }),
    identities: used("identity"),
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(rows === "events" && { properties: used("property") }),
  };
}

/** A column's name as an expression; quoted where it is not a plain word. */
export function quoted(column: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(column) && !/^(and|or|not|true|false)$/i.test(column)
    ? column
    : `"${column.replaceAll("\\", "\\\\").replaceAll('"', '""')}"`;
}
