/** One spelling of a login: width, case and surrounding blanks do not make another person. */
export function normaliseLogin(login: string): string {
  return login.normalize("NFKC").trim().toLowerCase();
}
