import { Input } from "antd";
import { useTexts } from "../../../i18n/index.ts";

interface Props {
  readonly id: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** A recovery code does not do. */
  readonly digitsOnly?: boolean;
}

/** The code of an authenticator, or a recovery code. */
export function CodeField({ id, value, onChange, digitsOnly = false }: Props) {
  const { t } = useTexts();
  return (
    <>
      <label htmlFor={id}>{t("account.code")}</label>
      <Input
        id={id}
        size="large"
        maxLength={40}
        inputMode="text"
        autoComplete="one-time-code"
        spellCheck={false}
        placeholder={t(digitsOnly ? "account.codeDigits" : "account.codeExample")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
