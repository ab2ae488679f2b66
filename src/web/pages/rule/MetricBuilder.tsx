import { AutoComplete } from "antd";
import { useTexts } from "../../i18n/index.ts";
import { metricText } from "../../valueTypes/index.ts";
import { useShow } from "../../valueTypes/useShow.ts";
import { Field } from "../tag/words/Field.tsx";
import { readEvent, writeEvent } from "./event.ts";
import { EventTokens } from "./EventTokens.tsx";
import { useRuleContext } from "./ruleContext.ts";
import { isRaw, type Raw } from "./tree.ts";
import { UNITS } from "./units.ts";

interface Props {
  readonly definition: Raw;
  readonly onChange: (definition: Raw) => void;
}

const EXAMPLE = "12345.5";

/** The measure of a metric as a sentence of tokens, and its unit with an example of how a value looks. */
export function MetricBuilder({ definition, onChange }: Props) {
  const { t, lang } = useTexts();
  const show = useShow();
  const { offered, issues } = useRuleContext();
  const value = isRaw(definition["value"]) ? definition["value"] : {};
  const typeIn = (of: unknown) => (property: string) =>
    offered.catalogue.events.find(({ code }) => code === of)?.properties.find(({ code }) => code === property)?.type;
  const draft = readEvent({ ...value, is: ">= 1" }, typeIn(value["event"]));
  const unit = typeof definition["unit"] === "string" ? definition["unit"] : "";
  return (
    <div className="tw-metric">
      {draft ? (
        <div className="tw-leaf">
          <div className="tw-leaf-tokens">
            <EventTokens
              measureOnly
              draft={draft}
              onChange={(next) => {
                const { is: _, ...measured } = writeEvent(next, typeIn(next.event));
                onChange({ ...definition, value: measured });
              }}
            />
          </div>
          {issues
            .filter(({ path }) => path.startsWith("value"))
            .map((issue) => (
              <p key={issue.path + issue.code} className="tw-leaf-wrong" role="alert">
                {issue[lang]}
              </p>
            ))}
        </div>
      ) : (
        <p className="tw-quiet">{t("newTag.metricAsText")}</p>
      )}
      <Field
        label={t("newTag.unit")}
        issues={issues.filter(({ path }) => path === "unit")}
        hint={t("newTag.unitHelp", { example: metricText(EXAMPLE, unit || null, show) })}
      >
        {({ id }) => (
          <AutoComplete
            id={id}
            value={unit}
            options={UNITS.map((one) => ({ value: one }))}
            onChange={(next: string) => onChange({ ...definition, unit: next === "" ? undefined : next })}
          />
        )}
      </Field>
    </div>
  );
}
