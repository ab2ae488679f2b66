export { beginOidc, OIDC_PATH, OIDC_SECONDS } from "./beginOidc.ts";
export { finishOidc } from "./finishOidc.ts";
export { oidcProvider, type OidcProvider } from "./provider.ts";
export { readSignIn } from "./readSignIn.ts";
