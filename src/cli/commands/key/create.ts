import { createKey, Role, signIn } from "../../../contract/index.ts";
import { PERMISSIONS, problem, type Permission } from "../../../kernel/index.ts";
import { type Client, createClient } from "../../client.ts";
import { defineCommand, integer, oneOf } from "../../command.ts";
import { askSecret } from "../../input/secret.ts";
import type { Session } from "../../session.ts";
import { withCookies } from "../../transport/cookies.ts";
import { httpTransport } from "../../transport/http.ts";

const permission = oneOf("--scopes", PERMISSIONS);

export const keyCreate = defineCommand<{ role?: Role; scopes?: Permission[]; days?: number; login?: string }>({
  name: "key create",
  group: "server",
  startsEmpty: true,
  summary: { zh: "新建 API 密钥；密钥只显示这一次", en: "make an API key; the secret is shown this once" },
  arguments: [{ usage: "<name>", text: { zh: "密钥的名称，说明给谁用", en: "a name that says whom it is for" } }],
  options: [
    {
      flags: "--role <role>",
      text: { zh: `角色：${Role.options.join("、")}（默认 read-only）`, en: `${Role.options.join(", ")} (read-only by default)` },
      parse: oneOf("--role", Role.options),
    },
    {
      flags: "--scopes <permissions>",
      text: {
        zh: `限于这些权限，用逗号分隔：${PERMISSIONS.join("、")}（默认为角色的全部）`,
        en: `only these permissions, separated by commas: ${PERMISSIONS.join(", ")} (by default all of the role)`,
      },
      parse: (value) => value.split(",").map((each) => permission(each.trim())),
    },
    {
      flags: "--days <days>",
      text: { zh: "多少天后到期（默认不到期）", en: "after how many days it ends (by default it does not)" },
      parse: integer("--days", 1, 3_650),
    },
    {
      flags: "--login <login>",
      text: {
        zh: "用 --url 连接服务、还没有密钥时：以此账号登录（提示输入密码，或从标准输入读取）",
        en: "with --url and no key yet: sign in as this person (asks for the password, or reads it from stdin)",
      },
    },
  ],
  examples: ["key create crm-sync --role editor", "key create my-laptop --role administrator --url http://localhost:4600 --login admin"],
  async run(session, [name = ""], { role = "read-only", scopes, days, login }) {
    const client = login === undefined ? session : await clientOf(session, login);
    const answer = await client.call(createKey, { name, role, scopes, days });
    if (session.json) return session.printJson(answer);
    session.note(
      session.say({
        zh: `${answer.key.name}（${role}）的密钥，只显示这一次：`,
        en: `The secret of ${answer.key.name} (${role}), shown this once:`,
      }),
    );
    session.print(answer.secret);
  },
});

/** A client that is signed in as the person, for this command only. */
async function clientOf({ place, surroundings, lang, say }: Session, login: string): Promise<Client> {
  if (place.kind === "local") throw problem("OPTIONS_CONFLICT", { first: "--login", second: "--data" });
  const password = await askSecret(say({ zh: `${login} 的密码：`, en: `Password of ${login}: ` }), surroundings);
  const transport = withCookies(httpTransport(place.url, {}), new URL(place.url).origin);
  const client = createClient(async () => transport, { lang, signal: surroundings.signal, address: place.url });
  await client.call(signIn, { login, password });
  return client;
}
