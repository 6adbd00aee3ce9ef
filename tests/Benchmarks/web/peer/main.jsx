// The deck that ours is measured against, as its README shows it: three cards on the table, the next one put under them.
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";
import TinderCard from "react-tinder-card";

const text = "We recieved alot of letters about the new timetable, and its clear that most people would of liked more notice. ";

function Deck() {
  const [first, setFirst] = useState(0);
  const places = [2, 1, 0].map((behind) => first + behind);
  return places.map((number) =>
    h(
      TinderCard,
      { key: number, preventSwipe: ["up", "down"], swipeRequirementType: "position", swipeThreshold: 100, onSwipe: () => setFirst((at) => Math.max(at, number + 1)) },
      h("article", { className: "card" }, h("h2", null, `Spelling ${number}`), h("p", null, text.repeat(3)), h("p", null, h("del", null, "alot"), " ", h("ins", null, "a lot"))),
    ),
  );
}

createRoot(document.getElementById("root")).render(h(Deck));
