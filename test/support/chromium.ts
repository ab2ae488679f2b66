import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A browser's program and what its process needs around it. */
export interface Chromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Chromium out of the npm package @sparticuz/chromium, with the libraries and fonts it brings, unpacked once into
 * node_modules/.cache: a Linux machine needs nothing installed. Fonts of the machine are used too; Chinese needs one of those
 * (Debian: fonts-noto-cjk). TEST_CHROMIUM names another browser; elsewhere than on Linux x64 an installed Chrome is taken.
 */
export async function findChromium(): Promise<Chromium | { readonly channel: "chrome" }> {
  const chosen = process.env["TEST_CHROMIUM"];
  if (chosen) return { executablePath: chosen, env: {} };
  if (process.platform !== "linux" || process.arch !== "x64") return { channel: "chrome" };
  const source = join(root, "node_modules/@sparticuz/chromium");
  const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { version: string };
  const cache = join(root, "node_modules/.cache/tagwise");
  const home = join(cache, `chromium-${version}`);
  if (!existsSync(home)) await unpack(join(source, "bin"), cache, home);
  return {
    executablePath: join(home, "chromium"),
    env: { LD_LIBRARY_PATH: join(home, "al2023/lib"), FONTCONFIG_FILE: join(home, "fonts.conf") },
  };
}

async function unpack(archives: string, cache: string, home: string): Promise<void> {
  const { inflate } = await import("@sparticuz/chromium");
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, "making-"));
  // The package unpacks into the directory for temporary files.
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = making;
  try {
    const names = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"];
    await Promise.all(names.map((name) => inflate(join(archives, name))));
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  writeFileSync(join(making, "fonts.conf"), fontsConf(join(home, "fonts/fonts"), join(home, "fontcache")));
  try {
    renameSync(making, home);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(home)) throw error;
    rmSync(making, { recursive: true, force: true });
  }
}

function fontsConf(own: string, cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${own}</dir>
  <cachedir>${cache}</cachedir>
</fontconfig>
`;
}
