import { createContext, type ReactNode } from "react";
import type { Why, WhyTag } from "../../../contract/index.ts";

/** The customer of the reasons, and the tags that are explained once, by code. */
export interface WhyScope {
  readonly customer: string;
  readonly tags: ReadonlyMap<string, WhyTag>;
  /** Renders the trees of such a tag inside the reasons. */
  show(trees: Why["trees"], otherwise: string | null): ReactNode;
}

export const WhyContext = createContext<WhyScope>({ customer: "", tags: new Map(), show: () => null });

export function scopeOf({ customer, tags }: Why, show: WhyScope["show"]): WhyScope {
  return { customer: String(customer), show, tags: new Map(tags.map((tag) => [tag.code, tag])) };
}
