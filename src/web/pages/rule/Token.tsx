import { Input, Select } from "antd";
import type { ReactNode } from "react";

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Typing also searches this text. */
  readonly search?: string;
  /** Instead of the texts: whether it is found. */
  readonly fits?: (typed: string) => boolean;
  readonly face?: ReactNode;
}

interface ChooseProps {
  readonly label: string;
  readonly value: string | null;
  readonly choices: readonly Choice[];
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

/** A token with fixed choices. Enter or typing opens it, Tab leaves it. */
export function Choose({ label, value, choices, placeholder, onChange }: ChooseProps) {
  const offered = value === null || choices.some((choice) => choice.value === value);
  const fits = new Map(choices.map((choice) => [choice.value, choice.fits]));
  const faces = new Map(choices.map((choice) => [choice.value, choice.face]));
  const options = [
    ...choices.map(({ value: key, label: name, search }) => ({
      value: key,
      label: name,
      search: `${name} ${key} ${search ?? ""}`.toLowerCase(),
    })),
    ...(offered ? [] : [{ value, label: value, search: "" }]),
  ];
  return (
    <Select<string>
      className="tw-token"
      variant="borderless"
      aria-label={label}
      title={label}
      popupMatchSelectWidth={false}
      suffixIcon={null}
      placeholder={placeholder ?? label}
      value={value as string}
      onChange={onChange}
      status={offered ? "" : "error"}
      showSearch={
        choices.length > 8 && {
          filterOption: (typed, option) =>
            fits.get(String(option?.value))?.(typed) ?? String(option?.["search"] ?? "").includes(typed.trim().toLowerCase()),
        }
      }
      options={options as { value: string; label: string }[]}
      optionRender={({ value: key, label: name }) => faces.get(String(key)) ?? name}
    />
  );
}

interface TypeProps {
  readonly label: string;
  readonly value: string;
  readonly field?: "text" | "number" | "date";
  /** A value, shown while the field is empty. */
  readonly example?: string;
  readonly wrong?: boolean;
  readonly onChange: (value: string) => void;
}

/** A text token, as wide as its text. */
export function Type({ label, value, field, example, wrong = false, onChange }: TypeProps) {
  return (
    <span className="tw-token-typed" data-value={value === "" ? (example ?? label) : value}>
      <Input
        className="tw-token"
        variant="borderless"
        aria-label={label}
        placeholder={example ?? label}
        title={label}
        value={value}
        status={wrong ? "error" : ""}
        {...(field === "date" ? { type: "date" } : field === "number" ? { inputMode: "decimal" as const } : {})}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}

/** A token for several texts, each ended by Enter or a comma. */
export function Several({ label, values, onChange }: { label: string; values: readonly string[]; onChange: (values: string[]) => void }) {
  return (
    <Select<string[]>
      className="tw-token tw-token-several"
      variant="borderless"
      mode="tags"
      aria-label={label}
      placeholder={label}
      suffixIcon={null}
      open={false}
      tokenSeparators={[",", "，", "、", "\n"]}
      value={[...values]}
      onChange={onChange}
    />
  );
}

interface ToggleProps {
  readonly label: string;
  /** The text while it is off. */
  readonly off: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A token that is switched on or off. */
export function Toggle({ label, off, on, onChange }: ToggleProps) {
  return (
    <button
      type="button"
      className={on ? "tw-toggle tw-toggle-on" : "tw-toggle"}
      aria-label={label}
      aria-pressed={on}
      title={label}
      onClick={() => onChange(!on)}
    >
      {on ? label : off}
    </button>
  );
}
