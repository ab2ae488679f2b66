import type { AttributeDef } from "../types.ts";

type Row = readonly [code: string, zh: string, en: string, type: AttributeDef["type"], sensitivity?: AttributeDef["sensitivity"]];

/** Data of children and official identity numbers are sensitive; names and contacts are personal. */
const ROWS: readonly Row[] = [
  ["name", "姓名", "Name", "text", "personal"],
  ["nickname", "昵称", "Nickname", "text", "personal"],
  ["gender", "性别", "Gender", "text"],
  ["birthday", "生日", "Birthday", "date", "personal"],
  ["phone", "手机", "Phone", "text", "personal"],
  ["email", "邮箱", "Email", "text", "personal"],
  ["wechat", "微信号", "WeChat", "text", "personal"],
  ["country", "国家", "Country", "text"],
  ["province", "省份", "Province", "text"],
  ["city", "城市", "City", "text"],
  ["address", "地址", "Address", "text", "personal"],
  ["language", "语言", "Language", "text"],
  ["company", "公司", "Company", "text"],
  ["industry", "行业", "Industry", "text"],
  ["job_title", "职位", "Job title", "text"],
  ["occupation", "职业", "Occupation", "text"],
  ["education", "学历", "Education", "text"],
  ["marital_status", "婚姻状况", "Marital status", "text", "personal"],
  ["income", "收入", "Income", "number", "sensitive"],
  ["id_number", "证件号码", "Identity document number", "text", "sensitive"],
  ["child_birthday", "孩子生日", "Child's birthday", "date", "sensitive"],
  ["child_gender", "孩子性别", "Child's gender", "text", "sensitive"],
  ["member_level", "会员等级", "Programme level", "text"],
  ["member_since", "入会时间", "Member since", "time"],
  ["points", "积分", "Points", "number"],
  ["registered_at", "注册时间", "Registered at", "time"],
  ["source_channel", "来源渠道", "Source channel", "text"],
  ["store", "所属门店", "Store", "text"],
  ["staff", "负责人", "Responsible staff", "text"],
  ["interests", "兴趣", "Interests", "list"],
  // Consents of a customer, by channel and purpose: true from the day of consent, false from the day of withdrawal.
  ["consent.sms", "短信联系", "Contact by SMS", "boolean"],
  ["consent.email", "邮件联系", "Contact by email", "boolean"],
  ["consent.phone", "电话联系", "Contact by phone", "boolean"],
  ["consent.wecom", "企业微信联系", "Contact by WeCom", "boolean"],
  ["consent.marketing", "营销推广", "Marketing", "boolean"],
  ["consent.profiling", "个性化分析", "Profiling", "boolean"],
  ["remark", "备注", "Remark", "text", "personal"],
];

export const BUILT_IN_ATTRIBUTES: readonly AttributeDef[] = ROWS.map(([code, zh, en, type, sensitivity = "ordinary"]) =>
  Object.freeze({ code, name: Object.freeze({ zh, en }), type, sensitivity }),
);
