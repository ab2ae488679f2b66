import { App, Select } from "antd";
import { useState } from "react";
import { CatalogueType, changeProperty, Sensitivity, type PropertyUse } from "../../../contract/index.ts";
import { languageOfType } from "../../../rules/language/index.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Bar } from "../../components/Bar.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { useCatalogueChanged } from "./useCatalogueChanged.ts";
import { LabelForm } from "./LabelForm.tsx";

type Type = PropertyUse["type"];

/** A property with one value at a time can become one of another type. */
const isSingle = (type: Type): boolean => languageOfType(type).measured !== "never";

/** One property: name, type, share of events, frequent values, violations. */
export function PropertyRow({ event, property }: { event: string; property: PropertyUse }) {
  const { t, pick } = useTexts();
  const { percent } = useFormat();
  const may = useMay("tag.edit");
  const { modal } = App.useApp();
  const [naming, setNaming] = useState(false);
  const changed = useCatalogueChanged();
  const change = useAct(changeProperty, {
    onSuccess: async () => {
      setNaming(false);
      await changed();
    },
  });
  const { code, name, type, sensitivity, share, samples, violations } = property;
  const params = { event, property: code };
  const retype = (to: Type): void =>
    void modal.confirm({
      title: t("catalogue.typeAsk", { name: pick(name), type: t(`fieldType.${to}`) }),
      okText: t("catalogue.save"),
      cancelText: t("common.cancel"),
      onOk: () => change.mutate({ ...params, type: to }),
    });
  return (
    <li className="tw-property">
      <div className="tw-property-head">
        <span className="tw-property-name">
          {pick(name)} {pick(name) !== code && <code className="tw-quiet">{code}</code>}
        </span>
        {may && (
          <button type="button" className="tw-link" onClick={() => setNaming(!naming)}>
            {t("catalogue.rename")}
          </button>
        )}
        {may && isSingle(type) && !code.includes("[].") ? (
          <Select<Type>
            size="small"
            className="tw-property-type"
            aria-label={t("catalogue.type")}
            value={type}
            loading={change.isPending}
            onChange={retype}
            options={CatalogueType.options.filter(isSingle).map((value) => ({ value, label: t(`fieldType.${value}`) }))}
          />
        ) : (
          <span className="tw-quiet tw-property-type">{t(`fieldType.${type}`)}</span>
        )}
      </div>
      <div className="tw-property-head">
        <span className="tw-quiet tw-property-name">{t("tag.sensitivity")}</span>
        {may ? (
          <Select<PropertyUse["sensitivity"]>
            size="small"
            className="tw-property-type"
            aria-label={`${t("tag.sensitivity")} ${pick(name)}`}
            value={sensitivity}
            loading={change.isPending}
            onChange={(to) => change.mutate({ ...params, sensitivity: to })}
            options={Sensitivity.options.map((value) => ({ value, label: t(`sensitivity.${value}`) }))}
          />
        ) : (
          <span className="tw-quiet tw-property-type">{t(`sensitivity.${sensitivity}`)}</span>
        )}
      </div>
      <div className="tw-property-use">
        <Bar share={share} />
        <span className="tw-quiet">{t("catalogue.share", { share: percent(share) })}</span>
      </div>
      {samples.length > 0 && (
        <p className="tw-quiet tw-property-samples">
          {t("catalogue.samples")} {samples.map((sample, index) => [index > 0 && " ", <code key={sample}>{sample}</code>])}
        </p>
      )}
      {violations && (
        <p className="tw-attention">
          {violations.example === null
            ? t("catalogue.violation", { count: violations.values })
            : t("catalogue.violationLike", { count: violations.values, example: violations.example })}
        </p>
      )}
      {naming && (
        <LabelForm
          name={name}
          code={code}
          saving={change.isPending}
          problem={change.error}
          onSave={(label) => change.mutate({ ...params, name: label })}
        />
      )}
      {!naming && change.error && <ProblemNote problem={change.error} />}
    </li>
  );
}
