import { Link } from "react-router";
import { ButtonLink } from "@/components/ui/Button";
import { SampleDeck } from "@/features/review/sample/SampleDeck";
import { useIsSignedIn } from "@/lib/auth/useSession";
import { catalogue } from "@/lib/i18n/catalogue";
import { useTitle } from "@/lib/title";
import styles from "./Home.module.css";

const texts = catalogue({
  en: {
    title: "Judge every edit. One swipe each.",
    lead: "Software proposes edits by the hundred. Here each becomes a card: right to accept, left to reject. Then your own file comes back, with exactly what you chose.",
    one: "One card, one decision",
    oneText: "Swipe, click or use the arrow keys. Undo as far back as you like.",
    file: "Your file comes back",
    fileText: "Same format, same styles. Only what you accepted is different.",
    seen: "Nothing leaves unseen",
    seenText: "Every card says who proposed it and whether anything left the machine.",
    handed: "Were you handed a receipt?",
    check: "Check a receipt",
    review: "Review a file",
    start: "Start with your own file",
  },
  de: {
    title: "Jede Änderung entscheiden. Ein Wisch genügt.",
    lead: "Software schlägt Änderungen zu Hunderten vor. Hier wird jede zur Karte: rechts annehmen, links ablehnen. Dann kommt deine eigene Datei zurück, genau mit dem, was du gewählt hast.",
    one: "Eine Karte, eine Entscheidung",
    oneText: "Wischen, klicken oder Pfeiltasten. Und so weit zurück, wie du willst.",
    file: "Deine Datei kommt zurück",
    fileText: "Dasselbe Format, dieselben Stile. Anders ist nur, was du angenommen hast.",
    seen: "Nichts geht ungesehen hinaus",
    seenText: "Jede Karte sagt, wer sie vorschlug und ob etwas diesen Rechner verlassen hat.",
    handed: "Hast du einen Beleg bekommen?",
    check: "Einen Beleg prüfen",
    review: "Eine Datei durchsehen",
    start: "Mit der eigenen Datei beginnen",
  },
});

const points = ["one", "file", "seen"] as const;

export function Home() {
  useTitle("");
  return (
    <div className={styles.home}>
      <div className={styles.pitch}>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{texts.lead}</p>
        <Start />
      </div>
      <SampleDeck>
        <Start />
      </SampleDeck>
      <ul className={styles.points}>
        {points.map((point) => (
          <li key={point}>
            <h2>{texts[point]}</h2>
            <p>{texts[`${point}Text`]}</p>
          </li>
        ))}
      </ul>
      <p className={styles.receipt}>
        {texts.handed} <Link to="/verify">{texts.check}</Link>
      </p>
    </div>
  );
}

function Start() {
  const isSignedIn = useIsSignedIn();
  return (
    <div className={styles.start}>
      <ButtonLink look="primary" to={isSignedIn ? "/upload" : "/register"}>
        {isSignedIn ? texts.review : texts.start}
      </ButtonLink>
    </div>
  );
}
