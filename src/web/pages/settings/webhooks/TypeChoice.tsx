import { Checkbox } from "antd";
import { WEBHOOK_TYPES, type WebhookSubject, type WebhookTypeName } from "../../../../contract/index.ts";
import { useTexts } from "../../../i18n/index.ts";

interface Props {
  readonly subject: WebhookSubject;
  readonly value: readonly WebhookTypeName[];
  readonly onChange: (types: readonly WebhookTypeName[]) => void;
}

/** The types of messages that a webhook receives, each with what it means. */
export function TypeChoice({ subject, value, onChange }: Props) {
  const { t, pick } = useTexts();
  return (
    <fieldset className="tw-webhook-types">
      <legend>{t("webhooks.types")}</legend>
      {WEBHOOK_TYPES.filter((each) => each.subject === subject).map(({ type, name, meaning }) => (
        <Checkbox
          key={type}
          checked={value.includes(type)}
          onChange={({ target }) => onChange(target.checked ? [...value, type] : value.filter((each) => each !== type))}
        >
          {pick(name)} <code className="tw-quiet">{type}</code>
          <span className="tw-quiet tw-webhook-meaning">{pick(meaning)}</span>
        </Checkbox>
      ))}
    </fieldset>
  );
}
