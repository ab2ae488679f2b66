import { AutoComplete } from "antd";
import { useState } from "react";

export interface Named {
  readonly value: string;
  /** The display name. */
  readonly words: string;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly known: readonly Named[];
  readonly className?: string;
  readonly filled?: boolean;
  readonly onChange: (value: string) => void;
}

/** A field for an existing or new code, with its display name. Typing searches both. */
export function NamedField({ label, value, known, className, filled = false, onChange }: Props) {
  const words = known.find((one) => one.value === value)?.words;
  // Controlled, because it would open by itself when the options arrive, even if the person is in another field.
  const [open, setOpen] = useState(false);
  return (
    <AutoComplete
      {...(className !== undefined && { className })}
      aria-label={label}
      placeholder={label}
      variant={filled ? "filled" : "outlined"}
      value={value}
      onChange={onChange}
      open={open}
      onOpenChange={setOpen}
      onBlur={() => setOpen(false)}
      suffixIcon={words !== undefined && words !== value ? <span className="tw-named">{words}</span> : null}
      popupMatchSelectWidth={false}
      options={known.map((one) => ({ value: one.value, label: one.words === one.value ? one.value : `${one.words} · ${one.value}` }))}
      showSearch={{ filterOption: (typed, option) => typed === value || found(String(option?.label ?? ""), typed) }}
    />
  );
}

function found(label: string, typed: string): boolean {
  return label.toLowerCase().includes(typed.toLowerCase());
}
