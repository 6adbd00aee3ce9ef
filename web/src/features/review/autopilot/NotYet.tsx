import { ProgressBar } from "@/components/ui/ProgressBar";
import type { Autopilot } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";
import { share } from "./share";

const number = (value: number) => value.toLocaleString(locale());
const texts = catalogue({
  en: {
    title: "Not yet",
    how: "Before you see a card, autopilot notes what it would decide; after your swipe it notes whether it was right. Only that record counts.",
    missing: (has: number, needs: number, tolerance: string) =>
      `${number(has)} of the ${number(needs)} predictions that it needs at least for ${tolerance}. ${count(needs - has, "swipe", "swipes")} more, then it looks again.`,
    unsure: (has: number, tolerance: string) =>
      `${count(has, "prediction", "predictions")} are noted, but it was not right often enough in them to promise ${tolerance}, or too few of the cards that are left are of a kind that it is sure of.`,
    progress: "Predictions noted",
    off: "It is switched off in your memory.",
  },
  de: {
    title: "Noch nicht",
    how: "Bevor du eine Karte siehst, notiert der Autopilot, wie er entscheiden würde; nach deinem Wisch notiert er, ob das richtig war. Nur das zählt.",
    missing: (has, needs, tolerance) =>
      `${number(has)} von mindestens ${number(needs)} Vorhersagen, die es für ${tolerance} braucht. Noch ${count(needs - has, "Wisch", "Wische")}, dann wird neu geschaut.`,
    unsure: (has, tolerance) =>
      `${count(has, "Vorhersage ist", "Vorhersagen sind")} notiert, aber sie stimmten nicht oft genug, um ${tolerance} zu versprechen, oder zu wenige der übrigen Karten sind von einer Art, bei der er sicher ist.`,
    progress: "Notierte Vorhersagen",
    off: "Er ist in deinem Gedächtnis ausgeschaltet.",
  },
});

/** How far away an offer is, and why. */
export function NotYet({ state, predictions, needed, tolerance }: Autopilot) {
  if (state === "off") return <p>{texts.off}</p>;
  const isShort = predictions < needed;
  return (
    <>
      <h3>{texts.title}</h3>
      <p>
        {isShort
          ? texts.missing(predictions, needed, share(tolerance))
          : texts.unsure(predictions, share(tolerance))}
      </p>
      {isShort && <ProgressBar label={texts.progress} value={predictions} max={needed} />}
      <p>{texts.how}</p>
    </>
  );
}
