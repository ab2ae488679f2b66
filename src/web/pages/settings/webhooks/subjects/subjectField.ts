/** A field for what a webhook watches: the chosen keys, as requests name them. */
export interface SubjectFieldProps {
  readonly keys: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
}
