import { auditAction } from "../../../i18n/zh/audit.ts";
import { useTexts } from "../../../i18n/index.ts";

/** The name of an action; its code if it has none. */
export function useActionName(): (action: string) => string {
  const { t } = useTexts();
  return (action) => {
    const key = action.replace(".", "_");
    return isNamed(key) ? t(`auditAction.${key}`) : action;
  };
}

function isNamed(key: string): key is keyof typeof auditAction {
  return key in auditAction;
}
