import { audit } from "../access/index.ts";
import type { PlaceholderEditInput, PlaceholderList, PlaceholderPreview } from "../contract/index.ts";
import { shownIdentity } from "../customers/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { changePlaceholders, planPlaceholders } from "../identity/index.ts";
import { readPlaceholderStates } from "../identifiers/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { updateAfterMerge } from "../updates/index.ts";

/** Placeholder ids, built-in and added, and which of them are in force. */
export async function listPlaceholders({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<PlaceholderList> {
  requirePermission(ctx, "customer.read");
  return shown(ctx);
}

/** Changes to customers that an edit of the list would cause. Writes nothing. @throws PLACEHOLDER_INVALID, PLACEHOLDER_UNKNOWN */
export async function previewPlaceholders({ ctx, input }: Verb<PlaceholderEditInput>): Promise<PlaceholderPreview> {
  requirePermission(ctx, "customer.edit");
  return planPlaceholders(ctx, editOf(input));
}

/**
 * Adds and removes placeholders. Customers that an added one merged are split.
 * @throws PLACEHOLDER_INVALID, PLACEHOLDER_UNKNOWN, PLACEHOLDERS_FULL
 */
export async function editPlaceholders({ ctx, input }: Verb<PlaceholderEditInput>): Promise<PlaceholderList> {
  requirePermission(ctx, "customer.edit");
  await writePlaceholders(ctx, input);
  return shown(ctx);
}

/** Makes the edit with its audit entry, then updates rows and tags. */
export async function writePlaceholders(ctx: Ctx, input: PlaceholderEditInput): Promise<void> {
  const edit = editOf(input);
  await changePlaceholders(ctx, edit, (tx) => audit(tx, ctx, "identity.placeholders", { ...edit }));
  await updateAfterMerge(ctx);
}

/** An added placeholder may be a real customer's id, so it is masked like any other. */
async function shown(ctx: Ctx): Promise<PlaceholderList> {
  const items = await readPlaceholderStates(ctx);
  return {
    items: items.map(({ platform, value, builtIn, active }) => {
      const external = builtIn || platform === "*" ? value : shownIdentity(ctx, { platform, external: value }).external;
      return { platform, value: external, builtIn, active };
    }),
  };
}

function editOf({ add = [], remove = [] }: PlaceholderEditInput) {
  return { add, remove };
}
