// Closes a run with one plain line of counts, for whoever reads the log from below.
import type { Reporter, Suite } from "@playwright/test/reporter";

export default class Closing implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(): void {
    const tests = this.suite?.allTests() ?? [];
    const passed = tests.filter((test) => test.results.length > 0 && test.ok()).length;
    console.log(`${passed} passed, ${tests.length - passed} failed`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
