import { EMAIL_FAULTS, emailForm } from "./email/index.ts";
import type { IdentityForm } from "./identityForm.ts";
import { PHONE_FAULTS } from "./phone/faults.ts";
import { phoneForm } from "./phone/index.ts";

/** Why a text is no id of a platform with a normal form. */
export const FORM_FAULTS = { ...PHONE_FAULTS, ...EMAIL_FAULTS };
export type FormFault = keyof typeof FORM_FAULTS;
export type FormFaultCode = (typeof FORM_FAULTS)[FormFault]["code"];

/** The platforms whose ids have a normal form. */
const FORMS = { phone: phoneForm, email: emailForm } as const;

export const IDENTITY_FORMS: readonly { readonly platform: string; readonly form: IdentityForm<FormFault> }[] = Object.entries(FORMS).map(
  ([platform, form]) => ({ platform, form }),
);

const byPlatform = new Map(IDENTITY_FORMS.map(({ platform, form }) => [platform, form]));

export function formOf(platform: string): IdentityForm<FormFault> | undefined {
  return byPlatform.get(platform);
}
