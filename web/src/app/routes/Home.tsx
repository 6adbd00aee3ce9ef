import { Link } from "react-router";
import { ButtonLink } from "@/components/ui/Button";
import { SampleDeck } from "@/features/review/sample/SampleDeck";
import { useIsSignedIn } from "@/lib/auth/useSession";
import { useTitle } from "@/lib/title";
import styles from "./Home.module.css";

const points = [
  {
    title: "One card, one decision",
    text: "Swipe, click or use the arrow keys. Undo as far back as you like.",
  },
  { title: "Your file comes back", text: "Same format, same styles. Only what you accepted is different." },
  {
    title: "Nothing leaves unseen",
    text: "Every card says who proposed it and whether anything left the machine.",
  },
];

export function Home() {
  useTitle("");
  return (
    <div className={styles.home}>
      <div className={styles.pitch}>
        <h1>Judge every edit. One swipe each.</h1>
        <p className={styles.lead}>
          Software proposes hundreds of edits to your text. Here each one becomes a card: right to accept,
          left to reject. Then you get your own file back, with exactly what you chose.
        </p>
        <Start />
      </div>
      <SampleDeck>
        <Start />
      </SampleDeck>
      <ul className={styles.points}>
        {points.map(({ title, text }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      <p className={styles.receipt}>
        Were you handed a receipt? <Link to="/verify">Check a receipt</Link>
      </p>
    </div>
  );
}

function Start() {
  const isSignedIn = useIsSignedIn();
  return (
    <div className={styles.start}>
      <ButtonLink look="primary" to={isSignedIn ? "/upload" : "/register"}>
        {isSignedIn ? "Review a file" : "Start with your own file"}
      </ButtonLink>
    </div>
  );
}
