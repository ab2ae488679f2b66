#!/usr/bin/env node
// Starts Tagwise on the Node that can run it. Plain JavaScript for Node 18 and later: the sources are TypeScript, which
// Node runs as it is from 24.3 on; where an older Node starts this file, the one installed as a dependency takes over.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module, { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

const [major, minor] = process.versions.node.split(".").map(Number);

if (major > 24 || (major === 24 && minor >= 3)) {
  // The embedded records are WebAssembly, which V8 compiles a second time, optimised, once it has run for a while. With V8's own number
  // (13,000,000) a command, which ends soon, pays a fifth of a second of processor for that; a server reaches this one within seconds.
  setFlagsFromString("--wasm-tiering-budget=1000000000");
  // Compiled sources are kept beside the packages, where nobody else can write: a start costs half.
  module.enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/tagwise/compiled", import.meta.url)));
  await import("../src/cli/main.ts");
} else run(bundledNode());

function bundledNode() {
  try {
    const home = path.dirname(createRequire(import.meta.url).resolve("node/package.json"));
    const found = ["bin/node", "bin/node.exe"].map((name) => path.join(home, name)).find((file) => existsSync(file));
    if (found) return found;
  } catch {
    // Not installed: said below.
  }
  process.stderr.write(
    `错误：Tagwise 需要 Node 24（当前 ${process.versions.node}）。请先在 Tagwise 目录运行 npm ci，它会一并安装 Node 24。\n`,
  );
  process.stderr.write(
    `Error: Tagwise needs Node 24 (this is ${process.versions.node}). Run npm ci in Tagwise's directory first: it installs Node 24 as well.\n`,
  );
  process.exit(7);
}

function run(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`${node}: ${error.message}\n`);
    process.exit(7);
  });
  child.on("exit", (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
