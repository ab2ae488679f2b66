import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { problem } from "../../kernel/index.ts";

/** Encrypts secrets that must be used again, such as database passwords. The encrypted text is in the records, the key elsewhere. */
export interface Seal {
  /** The text, encrypted for `purpose`. It cannot be decrypted for another purpose. */
  seal(purpose: string, text: string): string;
  /** @throws SECRET_UNREADABLE if it was encrypted with another key or changed */
  open(purpose: string, sealed: string): string;
}

export interface SealConfig {
  /** The directory of the key file `secret.key`, which is created at first use. */
  readonly dataDir: string;
  /** Replaces the key file, for several processes on one store. */
  readonly secret?: string | undefined;
}

const VERSION = "v1";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a nonce for each text. The key is read or created at first use. */
export function openSeal(config: SealConfig): Seal {
  let loaded: { readonly key: Buffer; readonly name: string } | undefined;
  const key = () => {
    if (loaded) return loaded;
    const bytes = config.secret === undefined ? keyOfFile(config.dataDir) : scryptSync(config.secret, "tagwise seal v1", KEY_BYTES);
    return (loaded = { key: bytes, name: createHash("sha256").update(bytes).digest("hex").slice(0, 8) });
  };
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key().key, nonce).setAAD(Buffer.from(purpose));
      const data = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, key().name, data.toString("base64url")].join(".");
    },
    open(purpose, sealed) {
      const [version, name, text = ""] = sealed.split(".");
      if (version !== VERSION || name !== key().name) throw problem("SECRET_UNREADABLE", {});
      const data = Buffer.from(text, "base64url");
      try {
        const decipher = createDecipheriv("aes-256-gcm", key().key, data.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(purpose))
          .setAuthTag(data.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw problem("SECRET_UNREADABLE", {}, cause);
      }
    },
  };
}

/** The key in the file. A missing file is created, readable only by its owner and flushed to disk before use. */
function keyOfFile(dataDir: string): Buffer {
  const path = join(dataDir, "secret.key");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const file = openSync(path, "wx", 0o600);
    try {
      writeSync(file, `${randomBytes(KEY_BYTES).toString("base64url")}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "base64url");
  if (key.length !== KEY_BYTES) throw problem("SECRET_UNREADABLE", {});
  return key;
}
