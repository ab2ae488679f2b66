import { createKey, Role } from "../../contract/index.ts";
import { defineCommand, oneOf } from "../command.ts";

export const keyCreate = defineCommand<{ role?: Role }>({
  name: "key create",
  group: "server",
  startsEmpty: true,
  summary: { zh: "新建 API 密钥；密钥只显示这一次", en: "make an API key; the secret is shown this once" },
  arguments: [{ usage: "<name>", text: { zh: "密钥的名称，说明给谁用", en: "a name that says whom it is for" } }],
  options: [
    {
      flags: "--role <role>",
      text: { zh: `角色：${Role.options.join("、")}（默认 viewer）`, en: `${Role.options.join(", ")} (viewer by default)` },
      parse: oneOf("--role", Role.options),
    },
  ],
  examples: ["key create crm-sync --role marketer"],
  async run(session, [name = ""], { role = "viewer" }) {
    const answer = await session.call(createKey, { name, role });
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
