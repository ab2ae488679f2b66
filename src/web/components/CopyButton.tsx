import { App } from "antd";
import { useTexts } from "../i18n/index.ts";
import { Icon } from "./Icon.tsx";

export function CopyButton({ text, name }: { text: string; name?: string }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    void message.success(t("common.copied"));
  };
  return (
    <button
      type="button"
      className="tw-tool"
      aria-label={name ?? t("common.copy")}
      title={name ?? t("common.copy")}
      onClick={() => void copy()}
    >
      <Icon name="copy" />
    </button>
  );
}
