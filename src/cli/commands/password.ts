import { randomBytes } from "node:crypto";
import { defineCommand } from "../command.ts";
import { openLocal } from "../transport/open.ts";
import { dirOf } from "../transport/place.ts";

export const password = defineCommand({
  name: "password",
  group: "server",
  localOnly: true,
  summary: {
    zh: "给一个账号设新密码（在服务所在的机器上，先停止服务）",
    en: "give a person a new password (at the server's machine, with the server stopped)",
  },
  arguments: [{ usage: "<login>", text: { zh: "账号", en: "the login" } }],
  examples: ["password admin"],
  async run(session, [login = ""]) {
    const { place, surroundings, say } = session;
    const { env, cwd } = surroundings;
    // Deliberately not an API operation: resetting a password needs access to the data directory.
    const { operatorContext } = await import("../../app/index.ts");
    const { setPassword } = await import("../../access/index.ts");
    const app = await openLocal({ dir: dirOf(place), env, cwd });
    try {
      const secret = randomBytes(12).toString("base64url");
      await setPassword({ ctx: operatorContext(app, session.lang), input: { login, password: secret } });
      if (session.json) return session.printJson({ login, password: secret });
      session.note(say({ zh: `${login} 的新密码：`, en: `The new password of ${login}:` }));
      session.print(secret);
    } finally {
      await app.close();
    }
  },
});
