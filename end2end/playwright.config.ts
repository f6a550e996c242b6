// How the journeys run: two browsers at a time, each against its own server and demo database.
// No retries: a journey that fails now and then is a fault to find. Ceilings are generous, because
// nothing here is judged by a clock.
import { defineConfig } from "@playwright/test";
import type { ServerOptions } from "./support/server";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig<ServerOptions>({
  testDir: "tests",
  outputDir: "test-results",
  globalSetup: "./support/seed.ts",
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["./support/closing.ts"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Nothing a journey needs stands elsewhere; a page that asks for it is told so at once.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
      ],
    },
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    viewport: { width: 1280, height: 900 },
    navigationTimeout: 30_000,
    actionTimeout: 20_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "desktop", testIgnore: /\.nojs\.spec\.ts$/ },
    { name: "nojs", testMatch: /\.nojs\.spec\.ts$/, use: { javaScriptEnabled: false } },
  ],
});
