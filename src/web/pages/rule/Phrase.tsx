import { Fragment, type ReactNode } from "react";

/** A sentence with tokens: in `[window] [event]的[measure]` each name is replaced by its token. */
export function Phrase({ text, tokens }: { text: string; tokens: Readonly<Record<string, ReactNode>> }) {
  return text.split(/(\[\w+\])/).map((part, index) => {
    const name = /^\[(\w+)\]$/.exec(part)?.[1];
    if (name !== undefined) return <Fragment key={name}>{tokens[name]}</Fragment>;
    return part.trim() === "" ? null : (
      <span key={index} className="tw-phrase">
        {part.trim()}
      </span>
    );
  });
}
