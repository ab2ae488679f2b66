import { createWebhook } from "../../contract/index.ts";
import { defineCommand, oneOf } from "../command.ts";

const MOVES = ["entered", "left", "both"];

export const webhookCreate = defineCommand<{ tag?: string[]; segment?: string; moves?: string }>({
  name: "webhook create",
  group: "server",
  summary: {
    zh: "新建 Webhook：客户进入或离开标签时通知对方；签名密钥只显示这一次",
    en: "make a webhook that tells who enters and leaves; the secret of its signatures is shown this once",
  },
  arguments: [
    { usage: "<name>", text: { zh: "名称", en: "a name" } },
    { usage: "<url>", text: { zh: "接收地址，http 或 https", en: "where to, http or https" } },
  ],
  options: [
    {
      flags: "--tag <tag>",
      text: { zh: "关注的标签，可多次给出", en: "a tag it speaks of; may be given several times" },
      parse: (value, before) => [...((before as string[] | undefined) ?? []), value],
    },
    { flags: "--segment <segment>", text: { zh: "关注一个保存的人群，代替标签", en: "a saved segment it speaks of, instead of tags" } },
    {
      flags: "--moves <which>",
      text: { zh: "entered（进入）、left（离开）或 both（默认）", en: "entered, left or both (the default)" },
      parse: oneOf("--moves", MOVES),
    },
  ],
  examples: ["webhook create crm https://crm.example.com/tags --tag high_value --tag lapsing"],
  async run(session, [name = "", url = ""], { tag, segment, moves = "both" }) {
    const answer = await session.call(createWebhook, {
      name,
      url,
      tags: tag,
      segment,
      entered: moves !== "left",
      left: moves !== "entered",
    });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `${name} 的签名密钥，只显示这一次：`, en: `The secret of ${name}, shown this once:` }));
    session.print(answer.secret);
  },
});
