// Before all journeys: one demo database, made once and copied for every server.
import { existsSync, rmSync } from "node:fs";
import { binary, ended, output, site, start, template, work } from "./binary";

export default async function seed(): Promise<void> {
  for (const needed of [binary, site]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: run \`make e2e\`, it builds what the journeys need.`);
  }
  rmSync(work, { recursive: true, force: true });
  const code = await ended(start(["seed", "--demo"], template, "seed"));
  if (code !== 0) throw new Error(`\`ketentafel seed --demo\` ended with ${code}:\n${output("seed")}`);
}
