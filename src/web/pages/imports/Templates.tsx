import { makeTemplate, TemplateKind } from "../../../contract/index.ts";
import { addressOf } from "../../api/client.ts";
import { Icon } from "../../components/Icon.tsx";
import { useTexts } from "../../i18n/index.ts";

/** Workbooks to fill in, in the reader's language. */
export function Templates() {
  const { t, lang } = useTexts();
  return (
    <p className="tw-templates">
      <span className="tw-quiet">{t("imports.templates")}</span>
      {TemplateKind.options.map((kind) => (
        <a key={kind} className="tw-link" href={addressOf(makeTemplate, { kind, lang })} download>
          <Icon name="download" size={14} /> {t(`template.${kind}`)}
        </a>
      ))}
    </p>
  );
}
