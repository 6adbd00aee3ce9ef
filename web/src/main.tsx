import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./app/App";
import { followLanguage } from "./lib/i18n/language";
import { keepAppOffline } from "./lib/offline/appVersion";
import { keepSettingsInSync } from "./lib/settingsSync";
import { followTheme } from "./lib/theme";

followTheme();
followLanguage();
keepSettingsInSync();
keepAppOffline();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
