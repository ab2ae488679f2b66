import { eraseCustomer, type ErasureResult, readCustomer } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { followJob } from "../../job.ts";
import { clean } from "../../print/clean.ts";
import { grouped } from "../../print/number.ts";
import { CUSTOMER } from "../arguments.ts";

export const customerErase = defineCommand<{ yes?: boolean }>({
  name: "customer erase",
  group: "customers",
  summary: {
    zh: "删除客户的一切：身份、属性、行为、标签，不可恢复",
    en: "erase all there is of a customer: identities, attributes, events, tags; for good",
  },
  arguments: [CUSTOMER],
  options: [{ flags: "--yes", text: { zh: "不再询问", en: "do not ask" } }],
  examples: ["customer erase crm:12346 --yes"],
  async run(session, [customer = ""], { yes = false }) {
    const { say } = session;
    if (!yes) {
      const { name, customer: number, events } = await session.call(readCustomer, { customer });
      const who = clean(name ?? `#${number}`);
      const question = say({
        zh: `删除「${who}」和 ${grouped(events)} 次行为，不可恢复？`,
        en: `Erase ${who} and ${grouped(events)} events, for good?`,
      });
      if ((await session.confirm(question)) !== true)
        throw problem("OPTION_INVALID", { option: "--yes", value: "", wanted: { zh: "：确认删除时写上它", en: "given to confirm" } });
    }
    const { job } = await session.call(eraseCustomer, { customer });
    const erased = (await followJob(session, job)) as ErasureResult;
    if (session.json) return session.printJson(erased);
    const { identities, attributes, events } = erased;
    session.print(
      say({
        zh: `已删除客户 ${erased.customer}：${identities} 个身份、${grouped(attributes)} 个属性值、${grouped(events)} 次行为`,
        en: `customer ${erased.customer} is erased: ${identities} identities, ${grouped(attributes)} attribute values, ${grouped(events)} events`,
      }),
    );
  },
});
