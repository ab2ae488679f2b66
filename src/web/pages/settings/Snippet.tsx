import { CopyButton } from "../../components/CopyButton.tsx";
import { useTexts } from "../../i18n/index.ts";

/** What a web page takes in so that it sends its views and clicks, with the key in it. */
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
