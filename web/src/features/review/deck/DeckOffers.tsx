import { useState } from "react";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";
import { useAnswerRule } from "../api/rules";
import { DeckBar } from "./DeckBar";
import type { DeckSheet } from "./DeckSheets";
import type { Group } from "./group";
import type { DeckModel } from "./useDeck";
import type { DeckCommands } from "./useDeckCommands";

const number = (value: number) => value.toLocaleString(locale());
const quoted = (words: string) => (words.includes("“") ? words.slice(words.indexOf("“")) : words);
const texts = catalogue({
  en: {
    undo: "Undo",
    fine: "Fine",
    acceptRest: (times: number, of: number, rest: number) =>
      `You accept these ${number(times)} times of ${number(of)}: accept the remaining ${number(rest)}?`,
    rejectRest: (times: number, of: number, rest: number) =>
      `You reject these ${number(times)} times of ${number(of)}: reject the remaining ${number(rest)}?`,
    accept: (cards: number) => `Accept ${number(cards)}`,
    reject: (cards: number) => `Reject ${number(cards)}`,
    notNow: "Not now",
    rule: (words: string, rejected: number, of: number) =>
      `${words}? You rejected it ${number(rejected)} times of ${number(of)}.`,
    yes: "Yes",
    no: "No",
    offer: (cards: number, left: number) =>
      `Autopilot can decide ${number(cards)} of the ${count(left, "card", "cards")} left.`,
    look: "See the offer",
    agreed: (agreed: number, answered: number) =>
      `Autopilot was checked: you agreed with ${number(agreed)} of ${number(answered)}.`,
    stepped: "Autopilot was worse than promised and gave its cards back to you.",
    details: "Details",
  },
  de: {
    undo: "Zurück",
    fine: "Gut",
    acceptRest: (times, of, rest) =>
      `Diese nimmst du ${number(times)} von ${number(of)} Mal an: die übrigen ${number(rest)} auch?`,
    rejectRest: (times, of, rest) =>
      `Diese lehnst du ${number(times)} von ${number(of)} Mal ab: die übrigen ${number(rest)} auch?`,
    accept: (cards) => `${number(cards)} annehmen`,
    reject: (cards) => `${number(cards)} ablehnen`,
    notNow: "Jetzt nicht",
    rule: (words, rejected, of) =>
      `${quoted(words)} nie mehr vorschlagen? Du hast es ${number(rejected)} von ${number(of)} Mal abgelehnt.`,
    yes: "Ja",
    no: "Nein",
    offer: (cards, left) =>
      `Der Autopilot kann über ${number(cards)} der übrigen ${count(left, "Karte", "Karten")} entscheiden.`,
    look: "Angebot ansehen",
    agreed: (agreed, answered) =>
      `Der Autopilot ist geprüft: Du warst bei ${number(agreed)} von ${number(answered)} derselben Meinung.`,
    stepped: "Der Autopilot war schlechter als versprochen und hat dir seine Karten zurückgegeben.",
    details: "Einzelheiten",
  },
});

interface Props {
  jobId: string;
  deck: DeckModel;
  group: Group | null;
  commands: DeckCommands;
  onOpen: (sheet: DeckSheet) => void;
}

/** One thing at a time: what was just done to many cards, else what could be done with what was learned. */
export function DeckOffers({ jobId, deck, group, commands, onOpen }: Props) {
  const [declined, setDeclined] = useState<ReadonlySet<string>>(new Set());
  const answerRule = useAnswerRule(jobId);
  const decline = (what: string) => setDeclined(new Set([...declined, what]));
  const { plan } = deck;

  if (commands.notice) {
    return (
      <DeckBar
        icon="accept"
        yes={texts.undo}
        no={texts.fine}
        onYes={commands.undoNotice}
        onNo={commands.dismiss}
      >
        {commands.notice.words}
      </DeckBar>
    );
  }
  const suggestion = group?.suggestion;
  if (group && suggestion && !declined.has(group.pattern)) {
    const { action, accepted, rejected } = suggestion;
    const [rest, of] = [group.changes.length, accepted + rejected];
    return (
      <DeckBar
        yes={texts[action](rest)}
        no={texts.notNow}
        onYes={() =>
          commands.decideAll(
            group.changes.map(({ id }) => id),
            action,
          )
        }
        onNo={() => decline(group.pattern)}
      >
        {action === "accept" ? texts.acceptRest(accepted, of, rest) : texts.rejectRest(rejected, of, rest)}
      </DeckBar>
    );
  }
  const rule = plan?.rulesProposed.find(({ patternId }) => !declined.has(patternId));
  if (rule) {
    const answer = (side: "on" | "off") => {
      decline(rule.patternId);
      answerRule.mutate({ patternId: rule.patternId, rule: side });
    };
    return (
      <DeckBar yes={texts.yes} no={texts.no} noIsAnswer onYes={() => answer("on")} onNo={() => answer("off")}>
        {texts.rule(rule.words, rule.rejected, rule.accepted + rule.rejected)}
      </DeckBar>
    );
  }
  const news = plan && newsOf(plan.autopilot);
  if (!news || declined.has(news.id)) return null;
  return (
    <DeckBar
      yes={news.isOffer ? texts.look : texts.details}
      no={news.isOffer ? texts.notNow : texts.fine}
      onYes={() => {
        decline(news.id);
        onOpen("autopilot");
      }}
      onNo={() => decline(news.id)}
    >
      {news.words}
    </DeckBar>
  );
}

type News = { id: string; words: string; isOffer: boolean };

function newsOf({ state, offer, batch }: NonNullable<DeckModel["plan"]>["autopilot"]): News | null {
  if (state === "offered" && offer)
    return { id: "offer", isOffer: true, words: texts.offer(offer.changes, offer.changes + offer.stays) };
  if (state === "steppedBack" && batch)
    return { id: `${batch.id} back`, isOffer: false, words: texts.stepped };
  if (state === "done" && batch)
    return { id: batch.id, isOffer: false, words: texts.agreed(batch.audit.agreed, batch.audit.answered) };
  return null;
}
