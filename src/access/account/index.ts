export { changeAccount } from "./changeAccount.ts";
export { changePassword, type ChangePassword } from "./changePassword.ts";
export { readAccount } from "./readAccount.ts";
export { confirmTwoFactor } from "../twoFactor/confirmTwoFactor.ts";
export { endTwoFactor } from "../twoFactor/endTwoFactor.ts";
export { renewRecoveryCodes } from "../twoFactor/renewRecoveryCodes.ts";
export { resetTwoFactor } from "../twoFactor/resetTwoFactor.ts";
export { startTwoFactor } from "../twoFactor/startTwoFactor.ts";
