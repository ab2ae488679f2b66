import type { Ctx } from "../engine/index.ts";
import { MAX_CODE } from "./codes.ts";
import { register } from "./register.ts";
import type { AttributeDef, Catalogue } from "./types.ts";

/** Behind the code of an attribute: what was said of it that its type cannot hold. */
const BESIDE = ".text";

/**
 * The attribute that keeps, as text, what does not fit another's type; undefined where its code is taken by something else or would be too
 * long, and for what stands beside another itself.
 */
export function besideOf({ code }: AttributeDef, catalogue: Catalogue): string | undefined {
  const beside = code + BESIDE;
  if (code.endsWith(BESIDE) || beside.length > MAX_CODE) return undefined;
  const known = catalogue.attributes.get(beside);
  return known === undefined || known.type === "text" ? beside : undefined;
}

/** Registers these attributes' texts; as sensitive as the attributes themselves. @throws CATALOGUE_FULL */
export async function ensureBeside(ctx: Pick<Ctx, "records" | "facts">, attributes: readonly AttributeDef[]): Promise<void> {
  await register(ctx, {
    events: [],
    attributes: attributes.map(({ code, name, sensitivity }) => ({
      code: code + BESIDE,
      name: { zh: `${name.zh}（原文）`, en: `${name.en} (as sent)` },
      type: "text",
      sensitivity,
    })),
  });
}
