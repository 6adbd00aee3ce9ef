import { StrictMode, startTransition } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./app/App";
import { followLanguage, language } from "./lib/i18n/language";
import { keepAppOffline } from "./lib/offline/appVersion";
import { keepSettingsInSync } from "./lib/settingsSync";
import { followTheme } from "./lib/theme";
import { addFonts } from "./styles/fonts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const app = (
  <StrictMode>
    <App />
  </StrictMode>
);
// The home page is painted already, as the build rendered it (prerender.ts); unless it is in a language that is not theirs.
const isPainted = root.hasChildNodes() && location.pathname === "/";
if (isPainted && document.documentElement.lang === language())
  startTransition(() => void hydrateRoot(root, app));
else startTransition(() => createRoot(root).render(app));

addFonts();
followTheme();
followLanguage();
keepSettingsInSync();
keepAppOffline();
