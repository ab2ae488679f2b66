import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { previewTemplate, type Template, type TemplateParameter } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Bar } from "../../components/Bar.tsx";
import { CountingNum } from "../../components/Num.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useDebounced } from "../../components/useDebounced.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { Needs } from "./Needs.tsx";
import { Parameter } from "./Parameter.tsx";

type Values = Readonly<Record<string, TemplateParameter["value"]>>;

/** A template's parameters, how many of one's own customers would have the tag, and what it lacks. */
export function FillIn({ template }: { template: Template }) {
  const { t, pick } = useTexts();
  const { percent } = useFormat();
  const navigate = useNavigate();
  const may = useMay("tag.edit");
  const [values, setValues] = useState<Values>({});
  const asked = useDebounced(values);
  const { data, error } = useQuery({
    ...ask(previewTemplate, { template: template.code, values: asked as Record<string, string | string[]> }),
    enabled: may,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const shown = data?.template ?? template;
  const preview = error ? null : data?.preview;
  const share = preview && preview.customers > 0 ? preview.count / preview.customers : 0;
  return (
    <form
      className="tw-fill-in"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({
          to: "/new-tag",
          search: { template: template.code, ...(Object.keys(values).length > 0 && { set: JSON.stringify(values) }) },
        });
      }}
    >
      <p>{pick(template.summary)}</p>
      <dl>
        <dt>{t("tag.criteria")}</dt>
        <dd>{pick(shown.criteria)}</dd>
      </dl>
      {template.parameters.map((parameter) => (
        <Parameter
          key={parameter.key}
          parameter={parameter}
          value={values[parameter.key] ?? parameter.value}
          onChange={(value) => setValues({ ...values, [parameter.key]: value })}
        />
      ))}
      {error && <ProblemNote problem={error} />}
      {preview && (
        <div className="tw-fill-in-count" role="status">
          <p className="tw-hero-number">
            <CountingNum value={preview.count} />
          </p>
          <span className="tw-coverage">
            <Bar share={share} color={`var(--tag-${template.color}-dot)`} />
            <span>{percent(share)}</span>
          </span>
          <p>{pick(preview.sentence)}</p>
        </div>
      )}
      <Needs template={shown} />
      {may ? (
        <Button type="primary" htmlType="submit" disabled={error !== null}>
          {t("tagTemplates.use")}
        </Button>
      ) : (
        <p className="tw-quiet">{t("rule.mayNot")}</p>
      )}
    </form>
  );
}
