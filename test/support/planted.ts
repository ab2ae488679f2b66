import { appendBatch } from "../../src/customers/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag, setOverride } from "../../src/assignments/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { mergeCustomers } from "../../src/review/index.ts";
import type { TestApp } from "./app.ts";

/** Values that stand nowhere else: whoever sees masks must meet none of them in any answer. By what they are. */
export const PLANTED = {
  name: "欧阳秘甲",
  nickname: "秘昵称乙",
  phone: "13912340001",
  email: "attsecret@planted.example",
  wechat: "wx_secret_planted",
  address: "秘密路九百号",
  // The day as the workspace's clock and as UTC show it.
  birthday: "1987-06-0",
  birthdayWords: "1987年6月",
  marital: "秘婚丙",
  income: "91827",
  incomeWords: "91,827",
  idNumber: "110101198706051234",
  child: "2019-08-0",
  childWords: "2019年8月",
  childGender: "秘孩丁",
  remark: "备注戊密",
  contact: "秘人己",
  backup: "13912340002",
  salary: "73645",
  salaryWords: "73,645",
  violation: "约七万三千秘",
  identityPhone: "13912340003",
  identityEmail: "idsecret@planted.example",
  taobao: "淘宝秘密账号",
  device: "dev-secret-planted",
  clash: "13912340033",
  eventPhone: "13912340004",
  receiver: "收件秘庚",
  shipping: "秘址辛路",
  eventEmail: "evsecret@planted.example",
  note: "13912340005",
  alternative: "13912340006",
  numeric: "13912340007",
  monthly: "64738",
  monthlyWords: "64,738",
  member: "秘收壬",
  list: "秘癸子",
  listPhone: "13912340008",
  aside: "13912340009",
  reasonGiven: "13912340010",
  reasonOverridden: "13912340011",
  reasonMerged: "13912340012",
  conflict: "13912340013",
} as const;

/** The planted texts in an answer, as `what: text`; of JSON also where it is written with escapes. */
export function leaks(text: string): string[] {
  const plain = text.includes("\\u") ? text + JSON.stringify(JSON.parse(text)) : text;
  return Object.entries(PLANTED)
    .filter(([, value]) => plain.includes(value))
    .map(([what, value]) => `${what}: ${value}`);
}

/** The customer whose data they are, and what to ask about it with. */
export interface PlantedWorld {
  readonly customer: number;
  readonly other: number;
  readonly tags: readonly string[];
}

const attribute = (code: string, name: string, of: string, is: object | string) => ({
  code,
  name,
  rule: { attribute: of, ...(typeof is === "string" ? { is } : is) },
});

const TAGS = [
  attribute("named", "有姓名", "name", { isSet: true }),
  attribute("reachable", "有手机", "phone", { startsWith: "1" }),
  attribute("mailed", "有邮箱", "email", { contains: "@" }),
  attribute("born", "八零后", "birthday", { age: { gte: "18y" } }),
  attribute("rich", "高收入", "income", ">= 1"),
  attribute("documented", "有证件", "id_number", { isSet: true }),
  attribute("parent", "有孩子", "child_birthday", { isSet: true }),
  attribute("backed", "有备用", "backup", { isSet: true }),
  attribute("paid", "有薪", "salary", ">= 1"),
  { code: "received", name: "收过货", rule: { event: "Order Completed", measure: { last: "receiver_phone" }, is: { startsWith: "1" } } },
  {
    code: "favourite",
    name: "常收件",
    rule: { event: "Order Completed", measure: { mostFrequent: "receiver_name" }, is: { contains: "秘" } },
  },
  { code: "earning", name: "月入", rule: { event: "Order Completed", measure: { sum: "salary_month" }, is: ">= 1" } },
  {
    code: "earning_more",
    name: "月入增",
    rule: { trend: { event: "Order Completed", measure: { sum: "salary_month" } }, window: "30d", difference: ">= 0" },
  },
  { code: "earning_most", name: "月入前", rule: { rank: { event: "Order Completed", measure: { sum: "salary_month" } }, top: 10 } },
  { code: "again", name: "复购收件人", rule: { cycle: { event: "Order Completed", by: "receiver_name" }, dueWithin: "900d" } },
  { code: "monthly", name: "月薪", value: { event: "Order Completed", measure: { maximum: "salary_month" } } },
  { code: "all_of_it", name: "全都", rule: { all: [{ tag: "rich" }, { tag: "received" }] } },
  { code: "vip", name: "贵宾" },
];

/** Plants every value in attributes, identities, properties, reasons, merges and reviews. */
export async function plant({ ctx }: TestApp): Promise<PlantedWorld> {
  const day = 86_400_000;
  const P = PLANTED;
  const identities = [
    { platform: "member", external: "planted-1" },
    { platform: "phone", external: P.identityPhone },
    { platform: "email", external: P.identityEmail },
    { platform: "taobao", external: P.taobao },
    { platform: "device", external: P.device },
  ];
  const attributes = {
    name: P.name,
    nickname: P.nickname,
    phone: P.phone,
    email: P.email,
    wechat: P.wechat,
    address: P.address,
    birthday: "1987-06-05",
    marital_status: P.marital,
    income: "91827.5",
    id_number: P.idNumber,
    child_birthday: "2019-08-07",
    child_gender: P.childGender,
    remark: P.remark,
    紧急联系人: P.contact,
    backup: P.backup,
    salary: 73_645.25,
    city: "上海",
  };
  const event = (days: number) => ({
    event: "Order Completed",
    identities: identities.slice(0, 1),
    time: ctx.clock() - days * day,
    id: `planted-${days}`,
    properties: {
      amount: "10",
      receiver_phone: P.eventPhone,
      receiver_name: P.receiver,
      shipping_address: P.shipping,
      contact_email: P.eventEmail,
      note: `请打${P.note}，谢谢`,
      alternative: P.alternative,
      mobile_number: Number(P.numeric),
      salary_month: 64_738.25,
      receivers: [P.list, P.listPhone],
      products: [{ sku: "s1", name: "咖啡", recipient: P.member }],
    },
  });
  await appendBatch({
    ctx,
    input: { customers: [{ identities, attributes, at: ctx.clock() - day }], events: [event(40), event(20), event(2)] },
  });
  const violation = { ...event(1), properties: { mobile_number: `打${P.aside}` } };
  // Its id has been used for something else: it is kept aside.
  const conflicting = { ...event(2), properties: { ...event(2).properties, note: `改打${P.conflict}` } };
  const more = { identities: identities.slice(0, 1), attributes: { salary: P.violation }, at: ctx.clock() - day / 2 };
  // Two members that one phone ties: waits for a person.
  const clashing = ["planted-2", "planted-3"].map((external) => ({
    identities: [
      { platform: "member", external },
      { platform: "phone", external: P.clash },
    ],
    attributes: { name: P.name },
    at: ctx.clock() - day,
  }));
  const lone = { identities: [{ platform: "taobao", external: `${P.taobao}二` }], attributes: { name: P.name }, at: ctx.clock() - day };
  await appendBatch({ ctx, input: { customers: [more, ...clashing, lone], events: [violation, conflicting] } });
  await applyTags({ ctx, input: { document: { tags: TAGS }, prune: false } });
  await evaluateTags({ ctx, input: {} });
  const customer = await findCustomer({ ctx, input: "member:planted-1" });
  const other = await findCustomer({ ctx, input: "member:planted-2" });
  await assignTag({ ctx, input: { tag: "vip", add: [customer], remove: [], reason: `电话${P.reasonGiven}打过` } });
  await setOverride({ ctx, input: { tag: "rich", customer, direction: "in", reason: `他留了${P.reasonOverridden}` } });
  await mergeCustomers({
    ctx,
    input: { customer: String(customer), other: `taobao:${P.taobao}二`, reason: `同一个人，${P.reasonMerged}` },
  });
  return { customer, other, tags: TAGS.map(({ code }) => code) };
}
