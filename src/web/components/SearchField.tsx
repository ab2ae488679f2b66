import { Input } from "antd";
import { useEffect, useState } from "react";
import { Icon } from "./Icon.tsx";
import { useSettled } from "./useSettled.ts";

/** A text filter: takes effect when the typing pauses, and follows an address that changes by itself. */
export function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  const settled = useSettled(typed);
  useEffect(() => {
    if (settled !== value) onChange(settled);
    // oxlint-disable-next-line react/exhaustive-deps -- only what was typed moves the address
  }, [settled]);
  useEffect(() => setTyped(value), [value]);
  return (
    <Input
      className="tw-filter-text"
      prefix={<Icon name="search" />}
      placeholder={label}
      aria-label={label}
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
