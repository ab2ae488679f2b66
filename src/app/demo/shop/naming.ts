import { MEN, MOODS, MORE, SCENES, SURNAMES, SWEET, THINGS, WOMEN } from "../data/names.ts";
import { weighted } from "./distributions.ts";
import { below, chance, pick, type Random } from "./random.ts";

const drawSurname = weighted(SURNAMES, ({ share }) => share);

export function surname(random: Random): string {
  return drawSurname(random).name;
}

/** A full name of the kind given to people born in that year. */
export function nameOf(random: Random, gender: string, born: number): string {
  const decade = born < 1980 ? 0 : born < 1990 ? 1 : 2;
  const given = pick(random, (gender === "女" ? WOMEN : MEN)[decade]!);
  // One-character names are as common as they are: a generation character before some of them keeps full names from repeating.
  return surname(random) + (given.length === 1 && chance(random, 0.45) ? pick(random, MORE) + given : given);
}

/** A nick of Taobao; `unique` is a number no other customer has. */
export function nickOf(random: Random, unique: string, parent: boolean): string {
  const short = Number(unique).toString(36);
  if (chance(random, 0.38)) return `tb${unique}`;
  if (parent && chance(random, 0.5)) return `${pick(random, SWEET)}${pick(random, ["妈妈", "麻麻", "妈咪", "爸爸", "的妈"])}${unique}`;
  const kind = below(random, 3);
  if (kind === 0) return `${pick(random, MOODS)}${pick(random, THINGS)}${short}`;
  return kind === 1 ? `${pick(random, SCENES)}_${short}` : `${pick(random, SWEET)}${unique}`;
}
