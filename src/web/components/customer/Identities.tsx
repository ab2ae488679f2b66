import type { Identity } from "../../../contract/index.ts";
import { platformName } from "../../../kernel/index.ts";
import { useTexts } from "../../i18n/index.ts";

/** The display name of a platform, or its code if there is none. */
export function usePlatformName(): (platform: string) => string {
  const { pick } = useTexts();
  return (platform) => pick(platformName(platform));
}

/** A customer's identities on one line. */
export function IdentityLine({ identities }: { identities: readonly Identity[] }) {
  const nameOf = usePlatformName();
  return (
    <span className="tw-cut" title={identities.map(({ platform, external }) => `${platform}:${external}`).join("\n")}>
      {identities.map(({ platform, external }, index) => (
        <span key={`${platform} ${external}`}>
          {index > 0 && <span className="tw-quiet"> · </span>}
          <span className="tw-quiet">{nameOf(platform)}</span> {external}
        </span>
      ))}
    </span>
  );
}
