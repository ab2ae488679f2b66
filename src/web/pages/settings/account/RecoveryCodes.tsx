import { CopyButton } from "../../../components/CopyButton.tsx";
import { Attention } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";

/** The recovery codes, shown once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTexts();
  return (
    <>
      <Attention>{t("account.codesOnce")}</Attention>
      <div className="tw-secret">
        <ul className="tw-recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <CopyButton text={codes.join("\n")} name={t("account.copyCodes")} />
      </div>
    </>
  );
}
