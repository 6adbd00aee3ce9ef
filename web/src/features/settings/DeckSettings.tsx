import { SegmentedChoice } from "@/components/ui/SegmentedChoice";
import { Toggle } from "@/components/ui/Toggle";
import { catalogue } from "@/lib/i18n/catalogue";
import { changeSettings, useSettings } from "@/lib/settings";

const texts = catalogue({
  en: {
    direction: "A swipe to the right",
    accepts: "Accepts",
    rejects: "Rejects",
    order: "Order of the cards",
    smart: "What settles most first",
    document: "As one reads",
    haptics: "Vibrate",
    hapticsHint: "A short pulse at each decision, on devices that can.",
  },
  de: {
    direction: "Ein Wisch nach rechts",
    accepts: "Nimmt an",
    rejects: "Lehnt ab",
    order: "Reihenfolge der Karten",
    smart: "Was am meisten klärt zuerst",
    document: "Wie man liest",
    haptics: "Vibrieren",
    hapticsHint: "Ein kurzer Impuls bei jeder Entscheidung, auf Geräten, die das können.",
  },
});

export function DeckSettings() {
  const { acceptsToTheRight, order, haptics } = useSettings();
  return (
    <>
      <SegmentedChoice
        legend={texts.direction}
        name="direction"
        value={acceptsToTheRight ? "accepts" : "rejects"}
        options={[
          { value: "accepts", label: texts.accepts },
          { value: "rejects", label: texts.rejects },
        ]}
        onChange={(choice) => changeSettings({ acceptsToTheRight: choice === "accepts" })}
      />
      <SegmentedChoice
        legend={texts.order}
        name="order"
        value={order}
        options={[
          { value: "smart", label: texts.smart },
          { value: "document", label: texts.document },
        ]}
        onChange={(choice) => changeSettings({ order: choice })}
      />
      <Toggle
        label={texts.haptics}
        hint={texts.hapticsHint}
        checked={haptics}
        onChange={(isOn) => changeSettings({ haptics: isOn })}
      />
    </>
  );
}
