import { useTexts } from "../i18n/index.ts";

/** Who did something, by name; the operator at the command line and Tagwise itself have none of their own. */
export function useActorName(): (name: string) => string {
  const { t } = useTexts();
  return (name) => (name === "operator" ? t("common.operator") : name === "system" ? t("common.system") : name);
}
