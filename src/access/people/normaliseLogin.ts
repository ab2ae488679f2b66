/** The normalised login. Width, case and blanks at the ends do not make another login. */
export function normaliseLogin(login: string): string {
  return login.normalize("NFKC").trim().toLowerCase();
}
