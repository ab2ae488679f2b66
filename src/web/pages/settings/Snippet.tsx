import { CopyButton } from "../../components/CopyButton.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The HTML snippet, with the key, that makes a web page send views and clicks. */
export function Snippet({ secret }: { secret: string }) {
  const { t } = useTexts();
  const line = `<script async src="${window.location.origin}/t.js" data-key="${secret}"></script>`;
  return (
    <>
      <p className="tw-quiet tw-snippet-lead">{t("keys.snippet")}</p>
      <p className="tw-secret">
        <code>{line}</code>
        <CopyButton text={line} name={t("keys.copySnippet")} />
      </p>
    </>
  );
}
