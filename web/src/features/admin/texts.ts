import { catalogue } from "@/lib/i18n/catalogue";

/** How payments and refunds stand. */
export const statusNames = catalogue({
  en: {
    notRequired: "Nothing was due",
    pending: "Pending",
    settled: "Settled",
    failed: "Failed",
    refunded: "Refunded",
    disputed: "Disputed",
    chargedBack: "Charged back",
    ordered: "Ordered",
    succeeded: "Arrived",
  },
  de: {
    notRequired: "Nichts zu bezahlen",
    pending: "Unterwegs",
    settled: "Bezahlt",
    failed: "Fehlgeschlagen",
    refunded: "Erstattet",
    disputed: "Bestritten",
    chargedBack: "Zurückgebucht",
    ordered: "Beauftragt",
    succeeded: "Angekommen",
  },
});

/** What the server calls a state that this app does not know yet is shown as it is. */
export const statusName = (status: string): string =>
  (statusNames as unknown as Record<string, string>)[status] ?? status;
