import { listTags } from "../../contract/index.ts";
import type { Text } from "../../kernel/index.ts";
import { createClient } from "../client.ts";
import { defineCommand, integer } from "../command.ts";
import { grouped } from "../print/number.ts";
import { tagNumbers } from "../print/tags.ts";
import { stopped } from "../stopped.ts";
import { openLocal } from "../transport/open.ts";
import { dirOf } from "../transport/place.ts";

/** The name of the demo shop's workspace. */
const SHOP: Text = { zh: "知优生活", en: "Zhiyou Living" };

export const demo = defineCommand<{ host?: string; port?: string; customers?: number; seed?: number }>({
  name: "demo",
  group: "server",
  localOnly: true,
  startsEmpty: true,
  summary: { zh: "生成演示店铺并启动服务；再次运行保留数据", en: "make a demonstration shop and serve it; run again, it keeps the data" },
  options: [
    { flags: "--port <port>", text: { zh: "端口（TAGWISE_PORT；默认 4600）", en: "port (TAGWISE_PORT; 4600 by default)" } },
    {
      flags: "--host <host>",
      text: { zh: "监听地址（TAGWISE_HOST；默认 127.0.0.1）", en: "address (TAGWISE_HOST; 127.0.0.1 by default)" },
    },
    {
      flags: "--customers <count>",
      text: { zh: "新店铺的客户数（默认 50000）", en: "customers of a new shop (50000 by default)" },
      parse: integer("--customers", 100, 5_000_000),
    },
    {
      flags: "--seed <number>",
      text: { zh: "新店铺的随机种子（默认 1）", en: "seed of a new shop (1 by default)" },
      parse: integer("--seed", 0, 4_294_967_295),
    },
  ],
  examples: ["demo", "demo --customers 2000 --data /tmp/small"],
  async run(session, _, { host, port, customers, seed }) {
    const { place, surroundings, say, lang } = session;
    const { env, cwd, signal } = surroundings;
    const { createLog, localTransport, runDemo } = await import("../../app/index.ts");
    const quiet = ({ logLevel }: Parameters<typeof createLog>[0]) => createLog({ logLevel: logLevel === "info" ? "warn" : logLevel });
    const named = { ...env, TAGWISE_WORKSPACE: env["TAGWISE_WORKSPACE"] || SHOP[lang] };
    const opening = session.progress();
    opening.update(say({ zh: "打开数据（首次需要几秒）", en: "opening the data; the first time takes some seconds" }), null);
    const app = await openLocal({ dir: dirOf(place), env: named, cwd, flags: { host, port }, log: quiet }).finally(() => opening.end());
    try {
      const { address, login, password } = await runDemo({ app, lang, signal, shop: { customers, seed } });
      const client = createClient(async () => localTransport(app), { lang, signal, address });
      const tags = await client.call(listTags, {});
      session.print("", ...tagNumbers(session, tags.items), "");
      session.print(
        say({
          zh: `${tags.items.length} 个标签，${grouped(tags.customers)} 位客户`,
          en: `${tags.items.length} tags, ${grouped(tags.customers)} customers`,
        }),
      );
      const shown = address.replace("//127.0.0.1:", "//localhost:");
      session.print(say({ zh: `打开 ${shown}`, en: `Open ${shown}` }));
      session.print(
        password === null
          ? say({ zh: "用已有账号登录", en: "Sign in as one of the people there are" })
          : say({ zh: `账号 ${login}，密码 ${password}`, en: `Login ${login}, password ${password}` }),
      );
      session.note(say({ zh: "按 Ctrl-C 停止，数据会保留", en: "Ctrl-C stops it; the data stays" }));
      await stopped(signal);
      session.note(say({ zh: "正在停止……", en: "stopping …" }));
    } finally {
      await app.close();
    }
  },
});
