import { Link } from "@tanstack/react-router";
import type { TagColor, TagKind } from "../../../contract/index.ts";
import { tagKind, type Text } from "../../../kernel/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { hideCard, showCard } from "./cards.ts";
import { ChipFace } from "./ChipFace.tsx";
import type { AuthorName } from "./AuthorMark.tsx";
import { useMetricText } from "./useMetricText.ts";

/** The data of a chip: a tag, alone or on a customer. */
export interface ChipTag {
  readonly code: string;
  readonly name: Text;
  readonly kind: TagKind;
  readonly color: TagColor;
  readonly value?: string | null;
  readonly unit?: string | null;
  readonly author?: AuthorName | null;
  readonly since?: string | null;
  readonly overridden?: boolean;
}

interface Props {
  readonly tag: ChipTag;
  /** With a customer, a click shows the reasons. Without one it opens the tag. */
  readonly customer?: number;
  readonly large?: boolean;
  /** The main link of its row. */
  readonly main?: boolean;
  /** Not reachable by the Tab key, for pages with hundreds of chips. */
  readonly passed?: boolean;
}

/** A tag as a chip. Hover or focus shows sentence, since and members. A click opens the reasons or the tag's page. */
export function TagChip({ tag, customer, large, main, passed }: Props) {
  const { pick } = useTexts();
  const metric = useMetricText();
  const value = tag.value == null ? null : tagKind(tag.kind).hasMembers ? tag.value : metric(tag.value, tag.code, tag.unit);
  const face = (
    <ChipFace
      name={pick(tag.name)}
      color={tag.color}
      value={value}
      {...(tag.author && { author: tag.author })}
      {...(tag.overridden && { overridden: true })}
      {...(large && { large })}
    />
  );
  const handlers = {
    className: "tw-chip-link",
    ...(main && { "data-main": true }),
    ...(passed && { tabIndex: -1 }),
    onMouseEnter: (event: { currentTarget: Element }) => showCard(event.currentTarget, tag),
    onFocus: (event: { currentTarget: Element }) => event.currentTarget.matches(":focus-visible") && showCard(event.currentTarget, tag),
    onMouseLeave: hideCard,
    onBlur: hideCard,
    onClick: hideCard,
  };
  return customer === undefined ? (
    <Link to="/tags/$tag" params={{ tag: tag.code }} {...handlers}>
      {face}
    </Link>
  ) : (
    <Link
      to="/customers/$customer"
      params={{ customer: String(customer) }}
      search={(before) => ({ ...before, why: tag.code })}
      resetScroll={false}
      {...handlers}
    >
      {face}
    </Link>
  );
}
