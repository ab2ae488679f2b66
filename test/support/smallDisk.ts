import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { testDirectory } from "./directory.ts";

/** A file system of its own, of a fixed size, that can be filled. */
export interface SmallDisk {
  readonly path: string;
  /** Takes all space but so many bytes. */
  fill(leaveBytes: number): void;
  /** Gives the space back. */
  free(): void;
  remove(): void;
}

/** @returns null where this machine does not let a test mount a file system: that takes root, and Linux */
export function openSmallDisk(sizeBytes: number): SmallDisk | null {
  const directory = testDirectory("disk");
  const { path } = directory;
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeBytes}`, "tagwise-test", path], { stdio: "ignore" });
  } catch {
    directory.remove();
    return null;
  }
  const unmount = () => {
    try {
      execFileSync("umount", ["-l", path], { stdio: "ignore" });
    } catch {
      // Unmounted already.
    }
  };
  process.on("exit", unmount);
  const filler = join(path, "filler");
  const chunk = Buffer.alloc(256 * 1024, 1);
  return {
    path,
    fill(leaveBytes) {
      const file = openSync(filler, "w");
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(path);
          const left = bavail * bsize - leaveBytes;
          if (left <= 0) return;
          writeSync(file, chunk, 0, Math.min(chunk.length, left));
        }
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      unmount();
      process.off("exit", unmount);
      directory.remove();
    },
  };
}
