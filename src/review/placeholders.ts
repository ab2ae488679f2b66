import { audit } from "../access/index.ts";
import type { PlaceholderEditInput, PlaceholderList, PlaceholderPreview } from "../contract/index.ts";
import { shownIdentity } from "../customers/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { changePlaceholders, planPlaceholders } from "../identity/index.ts";
import { readPlaceholderStates } from "../identifiers/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { updateAfterMerge } from "../updates/index.ts";

/** Ids that name nobody: the built-in ones and those that were added, and which of them hold. */
export async function listPlaceholders({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<PlaceholderList> {
  requirePermission(ctx, "customer.read");
  return shown(ctx);
}

/** What an edit of the list would do to the customers there are. Nothing is written. @throws PLACEHOLDER_INVALID, PLACEHOLDER_UNKNOWN */
export async function previewPlaceholders({ ctx, input }: Verb<PlaceholderEditInput>): Promise<PlaceholderPreview> {
  requirePermission(ctx, "customer.edit");
  return planPlaceholders(ctx, editOf(input));
}

/** Adds placeholders and takes some away; what they joined comes apart. @throws PLACEHOLDER_INVALID, PLACEHOLDER_UNKNOWN, PLACEHOLDERS_FULL */
export async function editPlaceholders({ ctx, input }: Verb<PlaceholderEditInput>): Promise<PlaceholderList> {
  requirePermission(ctx, "customer.edit");
  await writePlaceholders(ctx, input);
  return shown(ctx);
}

/** The edit with its audit; rows and tags follow. */
export async function writePlaceholders(ctx: Ctx, input: PlaceholderEditInput): Promise<void> {
  const edit = editOf(input);
  await changePlaceholders(ctx, edit, (tx) => audit(tx, ctx, "identity.placeholders", { ...edit }));
  await updateAfterMerge(ctx);
}

/** An id that was added may have been somebody's after all: masked like any other. */
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
