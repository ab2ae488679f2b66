import { Button, Dropdown } from "antd";
import { webhookTypeOf, type WebhookTypeName } from "../../../../contract/index.ts";
import { Icon } from "../../../components/Icon.tsx";
import { useTexts } from "../../../i18n/index.ts";

interface Props {
  readonly types: readonly WebhookTypeName[];
  readonly loading: boolean;
  readonly onTest: (type: WebhookTypeName) => void;
}

/** Sends a test delivery. A menu chooses the type if there are several. */
export function TestButton({ types, loading, onTest }: Props) {
  const { t, pick } = useTexts();
  const [first, ...others] = types;
  if (first === undefined) return null;
  if (others.length === 0)
    return (
      <Button type="primary" loading={loading} onClick={() => onTest(first)}>
        {t("webhooks.test")}
      </Button>
    );
  const items = types.map((type) => ({ key: type, label: pick(webhookTypeOf(type).name) }));
  return (
    <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => onTest(key as WebhookTypeName) }}>
      <Button type="primary" loading={loading}>
        {t("webhooks.test")} <Icon name="down" />
      </Button>
    </Dropdown>
  );
}
