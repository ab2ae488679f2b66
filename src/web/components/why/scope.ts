import { createContext, type ReactNode } from "react";
import type { Why, WhyTag } from "../../../contract/index.ts";

/** Of whom the reasons speak, and the tags that they explain once, by code. */
export interface WhyScope {
  readonly customer: string;
  readonly tags: ReadonlyMap<string, WhyTag>;
  /** Shows the trees of such a tag: reasons stand within reasons. */
  show(trees: Why["trees"], otherwise: string | null): ReactNode;
}

export const WhyContext = createContext<WhyScope>({ customer: "", tags: new Map(), show: () => null });

export function scopeOf({ customer, tags }: Why, show: WhyScope["show"]): WhyScope {
  return { customer: String(customer), show, tags: new Map(tags.map((tag) => [tag.code, tag])) };
}
