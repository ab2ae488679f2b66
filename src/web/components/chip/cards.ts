import type { ChipTag } from "./TagChip.tsx";

/** The card of the hovered or focused chip. There is one for the whole page, because a table may have thousands of chips. */
export interface Card {
  readonly anchor: Element;
  readonly tag: ChipTag;
}

const OPEN_MILLISECONDS = 320;
const listeners = new Set<() => void>();
let card: Card | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function put(next: Card | null): void {
  if (card === next) return;
  card = next;
  for (const listener of listeners) listener();
}

export function showCard(anchor: Element, tag: ChipTag): void {
  clearTimeout(timer);
  // If a card is open, the next one opens without the delay.
  timer = setTimeout(() => put({ anchor, tag }), card ? 40 : OPEN_MILLISECONDS);
}

export function hideCard(): void {
  clearTimeout(timer);
  timer = setTimeout(() => put(null), 60);
}

export function currentCard(): Card | null {
  return card;
}

export function onCard(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
