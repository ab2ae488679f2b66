import { hash, parseOptions, verify } from "@node-rs/argon2";
import { problem } from "../../kernel/index.ts";

/** argon2id at OWASP's minimum: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const MINIMUM_LENGTH = 8;

/** A hash of no password, with the same cost. An unknown login then takes as long as a wrong password. */
export const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$K5YFA07CXl+SYKfO4JQ0Ew$81sCWlEc19wGj6S5xeqZu1ogfqpEwfQqaGWyNpg7fHg";

/** @throws PASSWORD_WEAK */
export function checkPassword(login: string, password: string): void {
  if ([...password].length < MINIMUM_LENGTH || password.toLowerCase() === login.toLowerCase())
    throw problem("PASSWORD_WEAK", { minimum: MINIMUM_LENGTH });
}

/** The encoded argon2id hash. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

/** Takes the same time with and without a stored hash. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(stored ?? NOBODY, password.normalize("NFKC"));
  return fits && stored !== undefined;
}

/** Whether the hash has another cost than the current one. */
export function isOutdated(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
}
