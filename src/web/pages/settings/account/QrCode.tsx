import { encode } from "uqr";
import { useMemo } from "react";

const QUIET_MODULES = 2;

/** A QR code, dark on white in both themes, because some apps read no inverted codes. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data } = encode(text, { border: QUIET_MODULES });
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
    return { size: data.length, path: squares.join("") };
  }, [text]);
  return (
    <svg className="tw-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
