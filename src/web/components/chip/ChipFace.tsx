import type { TagColor } from "../../../contract/index.ts";
import { OverrideMark } from "./OverrideMark.tsx";
import { Shape } from "./Shape.tsx";
import { AuthorMark, type AuthorName } from "./AuthorMark.tsx";
import "./chip.css";

interface Props {
  readonly name: string;
  readonly color: TagColor;
  readonly value?: string | null;
  readonly author?: AuthorName | null;
  /** An override gives the tag to the customer. */
  readonly overridden?: boolean;
  readonly large?: boolean;
}

/** The look of a tag: a label with a coloured dot, the name, the value if any, and a mark for the author. */
export function ChipFace({ name, color, value, author, overridden, large }: Props) {
  return (
    <span className={`tw-chip tw-chip-${color}${large ? " tw-chip-large" : ""}`}>
      <Shape color={color} size={large ? 11 : 9} />
      <span className="tw-chip-name">{name}</span>
      {value != null && <span className="tw-chip-value">{value}</span>}
      {overridden && <OverrideMark />}
      {author && !overridden && <AuthorMark author={author} />}
    </span>
  );
}
