import type { VitePWAOptions } from "vite-plugin-pwa";

/** The installable app: what it is called, how it looks, and what of it works without network. */
export const pwa: Partial<VitePWAOptions> = {
  strategies: "injectManifest",
  srcDir: "src/worker",
  filename: "sw.ts",
  // The page registers it itself, when it is idle (src/lib/offline/appVersion.ts).
  injectRegister: false,
  manifestFilename: "manifest.webmanifest",
  injectManifest: {
    // A classic script: not every browser takes modules as service workers.
    rollupFormat: "iife",
    // The shell and every page's code. Of the fonts those that Latin text needs; others are asked for where a text has them.
    globPatterns: ["**/*.{html,js,css,svg,png}", "assets/*-latin-wght-*.woff2"],
    // An installed app has the shell for every address, and its code is there as soon as that.
    globIgnores: ["home.*.html", "assets/start-*.js"],
    // Hashed names need no revision.
    dontCacheBustURLsMatching: /^assets\//,
  },
  manifest: {
    id: "/",
    name: "SwipeReview",
    short_name: "SwipeReview",
    description: "Machine-made edits, decided by you, one swipe each. Works offline.",
    lang: "en",
    start_url: "/jobs",
    scope: "/",
    display: "standalone",
    theme_color: "#f6f3ec",
    background_color: "#f6f3ec",
    categories: ["productivity", "utilities"],
    icons: [
      { src: "/favicon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: "New review", url: "/upload", icons: [{ src: "/icon-192.png", sizes: "192x192" }] },
      { name: "Reviews", url: "/jobs", icons: [{ src: "/icon-192.png", sizes: "192x192" }] },
    ],
  },
};
