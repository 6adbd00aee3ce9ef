import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { syncTag } from "@/features/review/queue/syncTag";
import { sendLeftovers } from "./sync";

declare const self: ServiceWorkerGlobalScope;

// The shell alone is cached, which is the same for everybody. No answer of the API ever is: what a person may see
// without network is kept by the page, which knows who is signed in (lib/offline/keptQueries.ts).
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

/** Every address that the app's own router knows; what the gateway answers itself stays its own. */
const notPages = /^\/(api|internal|openapi|docs|dev|\.well-known|health|alive|metrics)(\/|$)/;
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: [notPages] }));

// The first visit can go offline, too.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A new version takes over when a person says so: until then open pages keep the code that they were loaded with.
self.addEventListener("message", ({ data }) => {
  if (data === "take-over") void self.skipWaiting();
});

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

// The network is back, and maybe no page is open any more.
self.addEventListener("sync" as never, (event: SyncEvent) => {
  if (event.tag === syncTag) event.waitUntil(sendLeftovers());
});
