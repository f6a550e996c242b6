// Before all journeys: a demo database and an empty one, made once and copied for every server.
import { existsSync, rmSync } from "node:fs";
import { binary, ended, output, site, start, type Template, templates, work } from "./binary";

const ways: Record<Template, string[]> = { demo: ["--demo"], empty: ["--size", "0"] };

export default async function seed(): Promise<void> {
  for (const needed of [binary, site]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: run \`make e2e\`, it builds what the journeys need.`);
  }
  rmSync(work, { recursive: true, force: true });
  for (const [name, how] of Object.entries(ways)) {
    const code = await ended(start(["seed", ...how], templates[name as Template], "seed"));
    if (code !== 0) throw new Error(`\`ketentafel seed ${how.join(" ")}\` ended with ${code}:\n${output("seed")}`);
  }
}
