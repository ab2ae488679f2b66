import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listTags } from "../../../contract/index.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { ask } from "../../api/queries.ts";
import { useTexts } from "../../i18n/index.ts";
import { Icon } from "../Icon.tsx";
import { Builder } from "./Builder.tsx";
import { ExpressionInput } from "./ExpressionInput.tsx";
import { readFlat, writeFlat, type Flat } from "./flat.ts";
import "./combine.css";

interface Props {
  readonly value: string;
  readonly onChange: (where: string) => void;
  /** The server's problem with this text, so that the wrong part is underlined. */
  readonly problem?: ApiProblem | null;
}

const NOTHING: Flat = { join: "and", parts: [] };

/**
 * A combination of tags. Without brackets it is picked tag by tag, otherwise it is typed. Both edit the same text, which the address
 * and the server use.
 */
export function CombinationField({ value, onChange, problem }: Props) {
  const { t, lang } = useTexts();
  const { data } = useQuery(ask(listTags, {}));
  const [typing, setTyping] = useState(false);
  if (!data) {
    return (
      <div className="tw-combine-box" aria-busy="true">
        <div className="tw-combine" />
      </div>
    );
  }
  const flat = value.trim() === "" ? NOTHING : readFlat(value, data.items);
  const asText = typing || !flat;
  return (
    <div className="tw-combine-box">
      <div className="tw-combine">
        {asText ? (
          <ExpressionInput value={value} onChange={onChange} problem={problem ?? null} focus={typing} />
        ) : (
          <Builder
            flat={flat}
            tags={data.items}
            onChange={(next) => onChange(next.parts.length === 0 ? "" : writeFlat(next, data.items, lang))}
          />
        )}
        <button
          type="button"
          className="tw-tool tw-combine-mode"
          disabled={asText && !flat}
          aria-pressed={asText}
          title={t(asText ? (flat ? "combine.pick" : "combine.onlyText") : "combine.type")}
          aria-label={t(asText ? "combine.pick" : "combine.type")}
          onClick={() => setTyping(!asText)}
        >
          <Icon name={asText ? "tags" : "code"} />
        </button>
      </div>
      {problem && (
        <p className="tw-combine-problem" role="alert">
          {problem.text(lang)}
        </p>
      )}
    </div>
  );
}
