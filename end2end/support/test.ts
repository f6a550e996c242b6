// The `test` of every journey: a browser that stands before the server of this worker.
import { test as base } from "@playwright/test";
import { Server, type ServerOptions } from "./server";

export { expect } from "@playwright/test";

export const test = base.extend<ServerOptions & { untouched: void }, { server: Server }>({
  freshDatabase: [false, { option: true }],
  begins: ["demo", { option: true }],
  server: [
    async ({}, use, worker) => {
      const server = await Server.start(`worker-${worker.workerIndex}`);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  untouched: [
    async ({ freshDatabase, begins, server }, use) => {
      if (freshDatabase || server.changed) await server.fresh(begins);
      server.changed = freshDatabase;
      await use();
    },
    { auto: true },
  ],
});
