// For a journey that runs both ways in one file: `test.describe("zonder JavaScript", () => { withoutJavaScript(); … })`.
// A file that only runs without it is called `*.nojs.spec.ts` instead.
import { test } from "./test";

export function withoutJavaScript(): void {
  test.use({ javaScriptEnabled: false });
}
