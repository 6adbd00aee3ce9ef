import { catalogue } from "@/lib/i18n/catalogue";

/** What the tiers are called. */
export const tierNames = catalogue({
  en: { free: "Free", pro: "Pro", enterprise: "Enterprise" },
  de: { free: "Kostenlos", pro: "Pro", enterprise: "Enterprise" },
});
