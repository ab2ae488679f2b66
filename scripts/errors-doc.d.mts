/** The text of docs/errors.md. */
export function errorsDoc(): Promise<string>;
