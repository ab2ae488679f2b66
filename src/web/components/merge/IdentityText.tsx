import type { Identity } from "../../../contract/index.ts";
import { usePlatformName } from "../customer/Identities.tsx";

/** An identity as text: the platform in grey, then the id. */
export function IdentityText({ identity: { platform, external } }: { identity: Identity }) {
  const nameOf = usePlatformName();
  return (
    <span className="tw-identity">
      <span className="tw-quiet">{nameOf(platform)}</span> {external}
    </span>
  );
}
