/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { preloadPage } from "./preload.ts";
import { prerenderHome } from "./prerender.ts";
import { pwa } from "./pwa.ts";

const api = process.env.API_URL ?? "http://localhost:8787";

/** What every page needs and few versions of the app change: one file of it is smaller than many. */
const vendor = /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\//;

export default defineConfig({
  plugins: [
    react(),
    preloadPage("/app/routes/Home.tsx"),
    prerenderHome("src/prerender.tsx", ["en", "de"]),
    VitePWA(pwa),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": api } },
  build: {
    // The gateway serves this folder and keeps /assets for a year: names there carry a hash.
    outDir: "../gateway/wwwroot",
    emptyOutDir: true,
    // Every browser that has light-dark(), so that tokens stay one line each.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Nothing as a data: URL: the content security policy allows 'self' only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "vendor", test: vendor }] } } },
  },
  test: {
    environment: "jsdom",
    setupFiles: "src/testing/setup.ts",
    // Tests run in Node, for which the package has another build that knows no XMLHttpRequest and no File.
    alias: { "tus-js-client": "tus-js-client/lib.es5/browser/index.js" },
    // A busy machine is slow, not wrong.
    testTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
