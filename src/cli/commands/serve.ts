import { randomBytes } from "node:crypto";
import type { Text } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { stopped } from "../stopped.ts";
import { openLocal } from "../transport/open.ts";
import { dirOf } from "../transport/place.ts";

/** The login of the first person, made at the first start. */
const ADMIN = "admin";

const NAME: Text = { zh: "管理员", en: "Administrator" };

export const serve = defineCommand<{ host?: string; port?: string }>({
  name: "serve",
  group: "server",
  localOnly: true,
  startsEmpty: true,
  summary: { zh: "启动服务：网页和 API", en: "start the server: web application and API" },
  options: [
    { flags: "--port <port>", text: { zh: "端口（TAGWISE_PORT；默认 4600）", en: "port (TAGWISE_PORT; 4600 by default)" } },
    {
      flags: "--host <host>",
      text: {
        zh: "监听地址（TAGWISE_HOST；默认 127.0.0.1，仅本机）",
        en: "address (TAGWISE_HOST; 127.0.0.1 by default: this machine only)",
      },
    },
  ],
  examples: ["serve --port 8080 --host 0.0.0.0"],
  async run(session, _, { host, port }) {
    const { place, surroundings, say } = session;
    const { env, cwd, signal } = surroundings;
    const { createLog, listen, operatorContext } = await import("../../app/index.ts");
    const { ensureAdmin } = await import("../../access/index.ts");
    const app = await openLocal({ dir: dirOf(place), env, cwd, flags: { host, port }, log: createLog });
    try {
      const password = randomBytes(12).toString("base64url");
      const first = await ensureAdmin({
        ctx: operatorContext(app, session.lang),
        input: { login: ADMIN, name: NAME[session.lang], password },
      });
      const address = await listen(app);
      if (first.created) {
        session.print(
          say({
            zh: `账号 ${ADMIN}，密码 ${password}（只显示这一次；重设：tagwise password ${ADMIN}）`,
            en: `Login ${ADMIN}, password ${password} (shown this once; a new one: tagwise password ${ADMIN})`,
          }),
        );
      }
      session.print(say({ zh: `Tagwise 已启动：${address}`, en: `Tagwise is running at ${address}` }));
      session.note(say({ zh: "按 Ctrl-C 停止", en: "Ctrl-C stops it" }));
      await stopped(signal);
      session.note(say({ zh: "正在停止……", en: "stopping …" }));
    } finally {
      await app.close();
    }
  },
});
