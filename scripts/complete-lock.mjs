// Adds to package-lock.json the optional packages of other platforms that the registry in use did not offer when the
// lockfile was made. Without them `npm ci` calls the lockfile incomplete and installs nothing, on any platform.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const known = new Set(Object.keys(lock.packages).map((path) => path.split("node_modules/").pop()));
const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32", "windows", "sunos", "aix"];
const processors = ["arm64", "x64", "ia32", "arm", "riscv64", "ppc64", "s390x", "loong64"];

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (known.has(name)) continue;
    const words = name.split(/[-/]/);
    const os = systems.find((word) => words.includes(word));
    const cpu = processors.find((word) => words.includes(word));
    if (!os || !cpu) throw new Error(`${path} wants ${name}, and its name does not tell the platform`);
    const libc = words.some((word) => word.startsWith("musl")) ? ["musl"] : os === "linux" ? ["glibc"] : undefined;
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[^\d]*/, ""),
      cpu: [cpu],
      ...(libc && { libc }),
      optional: true,
      os: [os === "windows" ? "win32" : os],
    };
    known.add(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
