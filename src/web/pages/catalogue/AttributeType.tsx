import { Button, Select } from "antd";
import { useId, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CatalogueType, changeAttribute, previewAttributeType, type AttributeUse, type TypePreview } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { useCatalogueChanged } from "./useCatalogueChanged.ts";

type Type = AttributeUse["type"];

/** Changes an attribute's type, after a preview of the effect on its values. */
export function AttributeType({ attribute }: { attribute: AttributeUse }) {
  const { t } = useTexts();
  const may = useMay("tag.edit");
  const id = useId();
  const [chosen, setChosen] = useState<Type | null>(null);
  const changed = useCatalogueChanged();
  const change = useAct(changeAttribute, {
    onSuccess: async () => {
      await changed();
      setChosen(null);
    },
  });
  const { code, type, violations } = attribute;
  const wanted = chosen !== null && chosen !== type ? chosen : null;
  return (
    <>
      <label htmlFor={id}>{t("catalogue.type")}</label>
      <Select<Type>
        id={id}
        disabled={!may}
        value={chosen ?? type}
        onChange={(to) => {
          change.reset();
          setChosen(to);
        }}
        options={CatalogueType.options.map((value) => ({ value, label: t(`fieldType.${value}`) }))}
      />
      {violations && (
        <p className="tw-attention">
          {violations.example === null
            ? t("catalogue.violation", { count: violations.values })
            : t("catalogue.violationLike", { count: violations.values, example: violations.example })}{" "}
          {may && type !== "text" && wanted === null && (
            <button type="button" className="tw-link" onClick={() => setChosen("text")}>
              {t("catalogue.typeAsText")}
            </button>
          )}
        </p>
      )}
      {wanted !== null && (
        <Preview
          attribute={code}
          type={wanted}
          saving={change.isPending}
          onChange={() => change.mutate({ attribute: code, type: wanted })}
        />
      )}
      {change.error && <ProblemNote problem={change.error} />}
    </>
  );
}

function Preview({ attribute, type, saving, onChange }: { attribute: string; type: Type; saving: boolean; onChange: () => void }) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery({ ...ask(previewAttributeType, { attribute, type }), gcTime: 0 });
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="tw-quiet">{t("catalogue.typeLooking")}</p>;
  const breaks = data.tags.filter(({ issues, wrong }) => issues.length > 0 && !wrong);
  return (
    <section className="tw-type-preview" aria-label={t("catalogue.typePreview")}>
      <p>{t("catalogue.typeReadable", { count: data.readable })}</p>
      {data.restored > 0 && <p>{t("catalogue.typeRestored", { count: data.restored })}</p>}
      {data.missing > 0 && <p>{t("catalogue.typeMissing", { count: data.missing })}</p>}
      {data.unreadable > 0 && (
        <p className="tw-attention">{t("catalogue.typeUnreadable", { count: data.unreadable, customers: data.customers })}</p>
      )}
      <Examples examples={data.examples} />
      {data.tags.length > 0 && <Rules tags={data.tags} />}
      <Button type="primary" loading={saving} disabled={breaks.length > 0} onClick={onChange}>
        {t("catalogue.typeChange", { type: t(`fieldType.${type}`) })}
      </Button>
      {breaks.length > 0 && <p className="tw-attention">{t("catalogue.typeBreaks")}</p>}
    </section>
  );
}

function Examples({ examples }: { examples: TypePreview["examples"] }) {
  const { t } = useTexts();
  if (examples.length === 0) return null;
  return (
    <ul className="tw-type-examples">
      {examples.map(({ value, values, customer }, index) => (
        <li key={value ?? index}>
          {value !== null && <code>{value}</code>} <span className="tw-quiet">{t("catalogue.typeTimes", { count: values })}</span>{" "}
          <Link to="/customers/$customer" params={{ customer: String(customer) }}>
            {t("catalogue.typeCustomer", { customer })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Rules({ tags }: { tags: TypePreview["tags"] }) {
  const { t, pick, lang } = useTexts();
  return (
    <ul className="tw-type-examples">
      {tags.map(({ code, name, issues, wrong }) => (
        <li key={code}>
          <Link to="/tags/$tag" params={{ tag: code }}>
            {pick(name)}
          </Link>{" "}
          <span className={issues.length > 0 ? "tw-attention" : "tw-quiet"}>
            {issues.length === 0 ? t("catalogue.typeSound") : wrong ? t("catalogue.typeWrong") : t("catalogue.typeBroken")}
          </span>
          {issues.map((issue) => (
            <p key={issue.path + issue.code} className="tw-quiet">
              {issue[lang]}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
