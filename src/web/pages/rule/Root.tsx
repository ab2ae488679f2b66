import { Add, Node } from "./Node.tsx";
import { added, shapeOf, type Raw } from "./tree.ts";

interface Props {
  readonly path: string;
  /** Null or empty: no condition yet. */
  readonly rule: Raw | null;
  readonly onChange: (rule: Raw | null) => void;
}

/** A whole condition, with a way to add to it. */
export function Root({ path, rule, onChange }: Props) {
  if (!rule || Object.keys(rule).length === 0) return <Add onAdd={onChange} />;
  const shape = shapeOf(rule);
  return (
    <>
      <Node raw={rule} path={path} onChange={onChange} />
      {shape !== "all" && shape !== "any" && <Add onAdd={(part) => onChange(added(rule, part))} />}
    </>
  );
}
