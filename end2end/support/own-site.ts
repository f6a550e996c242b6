// A site for one journey alone, started with other settings than the rest of them.
import { test as base } from "@playwright/test";
import { Server } from "./server";

/** The `test` of journeys on a site of their own, which is served with these arguments as well. */
export function onOwnSite(name: string, ...args: string[]) {
  return base.extend<{ server: Server }>({
    server: async ({}, use, info) => {
      const server = await Server.start(`${name}-${info.workerIndex}`, args);
      await use(server);
      await server.stop();
    },
    baseURL: async ({ server }, use) => use(server.origin),
  });
}
