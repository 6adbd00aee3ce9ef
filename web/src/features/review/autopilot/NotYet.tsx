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
    missingHere: (missing: number) =>
      `The record is long enough, but it is of other documents. ${count(missing, "more swipe", "more swipes")} of a kind that it is sure of in this one, then it looks again.`,
    changed: "In this document you decide otherwise than you used to. So autopilot leaves it to you.",
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
    missingHere: (missing) =>
      `Vorhersagen gibt es genug, aber aus anderen Dokumenten. In diesem ${count(missing, "fehlt noch ein Wisch", "fehlen noch Wische")} von einer Art, bei der er sicher ist; dann schaut er neu.`,
    changed: "In diesem Dokument entscheidest du anders als sonst. Der Autopilot überlässt es darum dir.",
    progress: "Notierte Vorhersagen",
    off: "Er ist in deinem Gedächtnis ausgeschaltet.",
  },
});

/** How far away an offer is, and why. */
export function NotYet(autopilot: Autopilot) {
  const { state, predictions, needed } = autopilot;
  if (state === "off") return <p>{texts.off}</p>;
  const isShort = !autopilot.hasChanged && predictions < needed;
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{whyNot(autopilot)}</p>
      {isShort && <ProgressBar label={texts.progress} value={predictions} max={needed} />}
      <p>{texts.how}</p>
    </>
  );
}

function whyNot({ predictions, needed, missingHere, hasChanged, tolerance }: Autopilot): string {
  if (hasChanged) return texts.changed;
  if (predictions < needed) return texts.missing(predictions, needed, share(tolerance));
  return missingHere > 0 ? texts.missingHere(missingHere) : texts.unsure(predictions, share(tolerance));
}
