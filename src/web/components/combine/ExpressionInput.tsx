import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { ApiProblem } from "../../api/problem.ts";
import { useTexts } from "../../i18n/index.ts";
import { useDebounced } from "../useDebounced.ts";
import { faultIn } from "./fault.ts";

interface Props {
  readonly value: string;
  readonly onChange: (where: string) => void;
  readonly problem: ApiProblem | null;
  readonly focus: boolean;
}

/** A text field for a combination. It underlines the part that the server found wrong. */
export function ExpressionInput({ value, onChange, problem, focus }: Props) {
  const { t } = useTexts();
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState(value);
  const debounced = useDebounced(typed, 450);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (debounced !== value) onChange(debounced);
    // oxlint-disable-next-line react/exhaustive-deps -- only typing changes the value
  }, [debounced]);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);

  // The server's columns are those of the text it received. A newer text would be underlined at the wrong place.
  const fault = typed === value && problem ? faultIn(typed, problem.details.params ?? {}) : null;
  const apply = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onChange(typed);
  };
  return (
    <div className="tw-expression">
      <div className="tw-expression-mirror" aria-hidden="true">
        {fault ? (
          <>
            {fault.before}
            <mark>{fault.wrong}</mark>
            {fault.after}
          </>
        ) : (
          typed
        )}
        {/* A last line that is empty still has its height. */}
        {"\u200b"}
      </div>
      <textarea
        ref={field}
        rows={1}
        value={typed}
        onChange={(event) => setTyped(event.target.value.replaceAll("\n", " "))}
        onKeyDown={apply}
        placeholder={t("combine.example")}
        aria-label={t("combine.text")}
        aria-invalid={fault !== null}
        spellCheck={false}
        autoComplete="off"
      />
    </div>
  );
}
