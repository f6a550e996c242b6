// The proof of the tests of the policy: every small change to a rule about who may what is noticed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where it is decided who may what. */
const RULES = [
  "domain/src/policy.rs",
  "domain/src/policy/*.rs",
  "domain/src/actor.rs",
  "domain/src/covenants/gate.rs",
  "domain/src/people/approval.rs",
];

export function proveMutants(folder) {
  const out = join(folder, "mutants");
  // A test that takes long beside other work has not noticed anything yet.
  const patience = ["--minimum-test-timeout", "300"];
  const args = ["mutants", "--package", "domain", "--output", out, "--no-shuffle", "--colors", "never", ...patience];
  const files = RULES.flatMap((rule) => ["--file", rule]);
  const done = spawnSync("cargo", [...args, ...files], { stdio: "inherit" });
  const { outcomes } = JSON.parse(readFileSync(join(out, "mutants.out", "outcomes.json"), "utf8"));
  const mutants = outcomes.filter((outcome) => outcome.scenario !== "Baseline");
  const those = (summary) => mutants.filter((outcome) => outcome.summary === summary);
  const [caught, missed, late] = ["CaughtMutant", "MissedMutant", "Timeout"].map(those);
  const viable = caught.length + missed.length + late.length;
  if (viable === 0) throw new Error(`nothing was changed: cargo mutants ended with ${done.status}`);
  const share = ((caught.length + late.length) / viable) * 100;
  const name = (outcome) => outcome.scenario.Mutant.name.replace(/^\S+: /, (at) => at);
  const report = `# Changes to the policy

\`make verify\`, ${new Date().toISOString().slice(0, 10)}, 2 cores. \`cargo mutants\` changes the rules about who may what one by one
(${RULES.map((rule) => `\`${rule}\``).join(", ")}) and runs the tests of \`domain\`.

| | |
|---|---|
| changes that compile | ${viable} |
| noticed | ${caught.length} |
| noticed by never ending | ${late.length} |
| not noticed | ${missed.length} |
| share noticed | ${share.toFixed(1)} % (target 95 %) |

${missed.length > 0 ? `Not noticed:\n\n${missed.map((outcome) => `- \`${name(outcome)}\``).join("\n")}` : "Every one was noticed."}
`;
  mkdirSync("docs/verification", { recursive: true });
  writeFileSync("docs/verification/mutants.md", report);
  console.log(`\n${report}`);
  rmSync(out, { recursive: true, force: true });
  if (share < 95) throw new Error("too many changes to the policy go unnoticed");
}
