// Files that were changed at random: whatever comes, there is one answer in time, and what is kept passes again.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";

const FILES = Number(process.env.VERIFY_FILES ?? 200_000);

export function provePapers() {
  const args = ["test", "--package", "service", "--test", "it", "papers::fuzz", "--", "--nocapture"];
  const seed = Number(process.env.VERIFY_SEED ?? Date.now() % 255);
  const env = { ...process.env, KETENTAFEL_FUZZ: String(FILES), KETENTAFEL_FUZZ_SEED: String(seed) };
  const said = execFileSync("cargo", args, { env, stdio: ["ignore", "pipe", "inherit"] }).toString();
  const line = said.match(/fuzz: (\d+) files, (\d+) taken in, (\d+) refused, slowest (\S+)/);
  if (!line) throw new Error(`the fuzzer said nothing:\n${said}`);
  const [, files, taken, refused, slowest] = line;
  const report = `# Files changed at random

\`make verify\`, ${new Date().toISOString().slice(0, 10)}, 2 cores, development build, seed ${seed}.

Good and bad files of each kind are changed at random, half of the packed ones inside their parts, and looked through
(\`service::papers::examine\`: sniffing, unpacking, reading XML, PDF and pictures). Each gets one answer, none a panic; what
would be kept is looked through once more and passes.

| | |
|---|---|
| files | ${files} |
| taken in | ${taken} |
| refused | ${refused} |
| panics, or kept files that did not pass again | 0 |
| slowest | ${slowest} |

It runs inside the test. In the house each file has a process of its own, with bounds on its memory and time, so that what
no test thought of ends that process.
`;
  mkdirSync("docs/verification", { recursive: true });
  writeFileSync("docs/verification/papers.md", report);
  console.log(`\n${report}`);
}
