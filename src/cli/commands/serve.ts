import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Text } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { stopped } from "../stopped.ts";
import { openLocal } from "../transport/open.ts";
import { dirOf } from "../transport/place.ts";

/** The login of the first account, which the first start creates. */
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
    const dir = dirOf(place);
    session.note(
      existsSync(join(dir, "records")) || env["DATABASE_URL"]
        ? say({ zh: `正在打开数据（${dir}）……`, en: `opening the data in ${dir} …` })
        : say({ zh: `正在准备新的数据目录（${dir}），约需半分钟……`, en: `preparing a new data directory, ${dir}: about half a minute …` }),
    );
    const { createLog, listen, operatorContext } = await import("../../app/index.ts");
    const { ensureAdmin } = await import("../../access/index.ts");
    const heldLines = holdLines(surroundings.stderr);
    const app = await openLocal({ dir, env, cwd, flags: { host, port }, log: (config) => createLog(config, heldLines) }).catch(
      (error: unknown) => {
        heldLines.release();
        throw error;
      },
    );
    try {
      session.note(say({ zh: "数据已就绪，正在启动服务……", en: "the data is ready; starting the server …" }));
      const password = randomBytes(12).toString("base64url");
      const first = await ensureAdmin({
        ctx: operatorContext(app, session.lang),
        input: { login: ADMIN, name: NAME[session.lang], password },
      });
      const address = await listen(app);
      session.print(...welcome({ address, login: ADMIN, password: first.created ? password : undefined }).map(say));
      session.note(say({ zh: "按 Ctrl-C 停止", en: "Ctrl-C stops it" }));
      heldLines.release();
      const failure = await Promise.race([stopped(signal), app.engine.stuck]);
      // Whoever keeps it running (systemd, Docker) starts it again.
      if (failure) throw failure;
      session.note(say({ zh: "正在停止……", en: "stopping …" }));
    } finally {
      heldLines.release();
      await app.close();
    }
  },
});

/** Prints the address and, at the first start, how to sign in, as one block separate from the log. */
export function welcome({ address, login, password }: { address: string; login: string; password: string | undefined }): readonly Text[] {
  const line: Text = { zh: "────────────────────────────────────────", en: "────────────────────────────────────────" };
  const empty: Text = { zh: "", en: "" };
  return [
    empty,
    line,
    ...(password === undefined
      ? []
      : [
          { zh: `账号 ${login}，密码 ${password}`, en: `Login ${login}, password ${password}` },
          {
            zh: `密码只显示这一次；重设：tagwise password ${login}`,
            en: `The password is shown this once; a new one: tagwise password ${login}`,
          },
        ]),
    { zh: `Tagwise 已启动：${address}`, en: `Tagwise is running at ${address}` },
    line,
    empty,
  ];
}

/** Buffers the log until `release`, so that no log line comes between the lines for people. */
export function holdLines(out: { write(text: string): unknown }): { write(text: string): void; release(): void } {
  let lines: string[] | undefined = [];
  return {
    write: (text) => void (lines ? lines.push(text) : out.write(text)),
    release() {
      const heldLines = lines;
      lines = undefined;
      for (const text of heldLines ?? []) out.write(text);
    },
  };
}
