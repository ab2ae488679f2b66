import type { Ctx } from "../../../engine/index.ts";
import { affectedBy } from "../../../tags/index.ts";
import type { ChangeSource } from "../../changeSource.ts";
import type { CurrentTags } from "../../currentTags.ts";
import { keepBasis, type Basis } from "./basis.ts";

/** Above this share of changed tags, evaluating everything is faster. */
const MAX_CHANGED_SHARE = 0.5;
/** Each update reads all evaluations after the basis, so the basis is written again after this many. */
const MAX_BASIS_AGE_EVALUATIONS = 1_000;

/** Changed definitions: tags whose rule, or what the rule names, is not what their members were computed from. */
export const DEFINITIONS: ChangeSource = {
  changesEverything({ definitions, tags }) {
    if (definitions === null) return false;
    const { basis, standing } = definitions;
    if (basis === null || standing.unfinished > 0 || standing.rewritten !== basis.rewritten) return true;
    return changedTags(basis, tags).size > MAX_CHANGED_SHARE * tags.set.tags.size;
  },

  isPending: async ({ definitions, tags }) => definitions !== null && changedTags(definitions.basis, tags).size > 0,

  tagsOverEverybody: async ({ definitions, tags }) => ({
    tags: definitions === null ? new Set() : changedTags(definitions.basis, tags),
    cause: "rule",
  }),

  async committed({ ctx, definitions, tags }, { evaluations, isEverything }) {
    if (definitions === null) return;
    const { basis, standing } = definitions;
    const isSame =
      !isEverything &&
      evaluations === 0 &&
      tags.definitions === basis?.definitions &&
      standing.evaluation <= basis.evaluation + MAX_BASIS_AGE_EVALUATIONS;
    if (!isSame) await keepBasisOf(ctx, tags, standing);
  },
};

async function keepBasisOf(ctx: Ctx, tags: CurrentTags, { rewritten, evaluation }: Pick<Basis, "rewritten" | "evaluation">): Promise<void> {
  await keepBasis(ctx, { definitions: tags.definitions, rewritten, evaluation, rules: tags.digests });
}

/**
 * Tags whose deciding part has changed since the last evaluation of everything, and tags that name them. Without such an evaluation, all
 * tags.
 */
export function changedTags(
  basis: Pick<Basis, "definitions" | "rules"> | null,
  { definitions, digests, rules }: CurrentTags,
): ReadonlySet<string> {
  // With an unchanged digest of all definitions, no tag needs to be compared.
  if (basis?.definitions === definitions) return new Set();
  const changed = Object.keys(digests).filter((code) => digests[code] !== basis?.rules[code]);
  return new Set([...affectedBy(rules, new Set(changed))].filter((code) => rules.has(code)));
}
