import { Input, InputNumber, Select } from "antd";
import { useId } from "react";
import type { TemplateParameter } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";

/** An upper bound that nobody reaches says nothing. */
const LARGE = 1_000_000;

interface Props {
  readonly parameter: TemplateParameter;
  readonly value: TemplateParameter["value"];
  readonly onChange: (value: TemplateParameter["value"]) => void;
}

/** One value of a template, with its bounds. */
export function Parameter({ parameter, value, onChange }: Props) {
  const { t, pick } = useTexts();
  const id = useId();
  const { kind, name, unit, minimum, maximum } = parameter;
  return (
    <div className="tw-parameter">
      <label htmlFor={id}>{pick(name)}</label>
      {kind === "words" ? (
        <Select
          id={id}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[",", "，", "、"]}
          value={[...value]}
          onChange={(words: string[]) => onChange(words)}
        />
      ) : kind === "text" ? (
        <Input id={id} maxLength={200} value={String(value)} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <span>
          {/* Decimals stay text, so that no digit is lost. */}
          <InputNumber<string>
            id={id}
            stringMode
            controls={false}
            value={String(value)}
            min={String(minimum)}
            max={String(maximum)}
            onChange={(number) => onChange(number ?? "")}
          />{" "}
          {unit && pick(unit)}
          {Number(maximum) < LARGE && <span className="tw-quiet">{t("tagTemplates.bounds", { minimum, maximum })}</span>}
        </span>
      )}
    </div>
  );
}
