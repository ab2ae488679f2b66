import { useTexts } from "../i18n/index.ts";

/** The display name of an actor. The command line's operator and Tagwise itself get a translated name. */
export function useActorName(): (name: string) => string {
  const { t } = useTexts();
  return (name) => (name === "operator" ? t("common.operator") : name === "system" ? t("common.system") : name);
}
