export const CUSTOMER = {
  usage: "<customer>",
  text: { zh: "客户编号（123）或身份（crm:12346）", en: "the customer's number (123) or an identity (crm:12346)" },
};

export const SEGMENT = { usage: "<segment>", text: { zh: "人群的名称或编号", en: "the segment's name or id" } };
