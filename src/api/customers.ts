import type { Ctx } from "../engine/index.ts";
import { findCustomers } from "../identity/index.ts";
import { ERRORS, problem, type Issue } from "../kernel/index.ts";

/** The customer numbers of each list of references. All unknown references are reported together. @throws INPUT_INVALID */
export async function numbersOf<K extends string>(ctx: Ctx, lists: Readonly<Record<K, readonly string[]>>): Promise<Record<K, number[]>> {
  const names = Object.keys(lists) as K[];
  const found = await findCustomers({ ctx, input: [...new Set(names.flatMap((name) => lists[name]))] });
  const issues: Issue[] = [];
  const numbers = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (const name of names)
    for (const [index, ref] of lists[name].entries()) {
      const number = found.get(ref);
      const { zh, en } = ERRORS.CUSTOMER_NOT_FOUND;
      if (number === undefined)
        issues.push({ code: "CUSTOMER_NOT_FOUND", path: `body.${name}[${index}]`, zh: zh({ ref }), en: en({ ref }) });
      else numbers[name].push(number);
    }
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  return numbers;
}
