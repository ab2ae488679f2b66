import { useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";
import {
  listSegments,
  listTags,
  describeCatalogue,
  type ResponseOf,
  type RuleEstimate,
  type RulePreview,
  type TagSummary,
} from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import type { Issue } from "../../api/problem.ts";

export type CatalogueShape = ResponseOf<typeof describeCatalogue>;

/** The choices of the tokens: catalogue, tags and segments. Undefined while loading. */
export interface Offered {
  readonly catalogue: CatalogueShape;
  readonly tags: readonly TagSummary[];
  readonly segments: readonly { readonly id: string; readonly name: string }[];
}

export function useOffered(): Offered | undefined {
  const catalogue = useQuery({ ...ask(describeCatalogue, {}), staleTime: 300_000 }).data;
  const tags = useQuery(ask(listTags, {})).data;
  const segments = useQuery(ask(listSegments, {})).data;
  return catalogue && tags && { catalogue, tags: tags.items, segments: segments?.items ?? [] };
}

/** The data that nodes of the tree show: choices, and counts and issues by path. */
export interface RuleContext {
  readonly offered: Offered;
  readonly exact: RulePreview | null;
  readonly estimate: RuleEstimate | null;
  /** The counts are of an older text. They are shown in grey. */
  readonly stale: boolean;
  readonly issues: readonly Issue[];
}

const Context = createContext<RuleContext | null>(null);
export const RuleProvider = Context.Provider;

export function useRuleContext(): RuleContext {
  const context = use(Context);
  if (!context) throw new Error("no rule around");
  return context;
}
