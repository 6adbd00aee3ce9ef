import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Notice } from "@/components/ui/Notice";
import { Toggle } from "@/components/ui/Toggle";
import { messageOf } from "@/lib/api/messages";
import { catalogue } from "@/lib/i18n/catalogue";
import { useChangeMemorySettings, useMemorySettings } from "./api/memory";

const texts = catalogue({
  en: {
    loading: "Fetching its settings",
    learn: "Learn from my decisions",
    learnHint: "Off: nothing is learned, nothing is done with what was, and decks come as one reads.",
    autopilot: "Offer to finish the rest",
    autopilotHint: "Only when the record of its own predictions allows it, and only after a yes.",
    isOff: "Memory is off. What is below is kept, but nothing is done with it.",
  },
  de: {
    loading: "Die Einstellungen werden geholt",
    learn: "Aus meinen Entscheidungen lernen",
    learnHint:
      "Aus: Nichts wird gelernt, mit dem Gelernten geschieht nichts, und Stapel kommen, wie man liest.",
    autopilot: "Anbieten, den Rest zu entscheiden",
    autopilotHint: "Nur wenn die Bilanz der eigenen Vorhersagen es erlaubt, und nur nach einem Ja.",
    isOff: "Das Gedächtnis ist aus. Was unten steht, bleibt, aber es geschieht nichts damit.",
  },
});

/** The master switch, and the one for the autopilot. */
export function MemorySwitches() {
  const settings = useMemorySettings();
  const { change, error } = useChangeMemorySettings();
  if (settings.isPending) return <Loading what={texts.loading} />;
  if (settings.isError) return <LoadFailed error={settings.error} retry={() => void settings.refetch()} />;
  const { data } = settings;
  return (
    <>
      <Toggle
        label={texts.learn}
        hint={texts.learnHint}
        checked={data.isOn}
        onChange={(isOn) => change({ ...data, isOn })}
      />
      <Toggle
        label={texts.autopilot}
        hint={texts.autopilotHint}
        checked={data.autopilot}
        onChange={(autopilot) => change({ ...data, autopilot })}
      />
      {error && <Notice tone="bad">{messageOf(error)}</Notice>}
      {!data.isOn && <Notice tone="warn">{texts.isOff}</Notice>}
    </>
  );
}
