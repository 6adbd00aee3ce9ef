import { memo } from "react";
import type { PreviewBlock as Block, Change } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { visibleSpaces } from "../card/words";
import { compose, type Part, type Scene } from "./compose";
import styles from "./PreviewBlock.module.css";

const words = catalogue({ en: { front: "Card in front:" }, de: { front: "Vordere Karte:" } });

interface Props {
  block: Block;
  changes: readonly Change[];
  scene: Scene;
  /** Says whether anything in this block is shown differently: a swipe draws one block anew, not hundreds. */
  signature: string;
}

export const PreviewBlock = memo(
  function PreviewBlock({ block, changes, scene }: Props) {
    return (
      <p className={styles.block} data-kind={block.kind} data-block={block.blockId}>
        {compose(block.text, changes, scene).map((part, index) => (
          // A part has no identity but its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <PartText key={index} part={part} />
        ))}
      </p>
    );
  },
  (before, after) => before.block === after.block && before.signature === after.signature,
);

function PartText({ part: { changeId, state, isCurrent, segments } }: { part: Part }) {
  if (changeId === null) return segments[0]?.text;
  const texts = segments.map(({ kind, text }, index) => {
    const key = index;
    if (kind === "same") return <span key={key}>{text}</span>;
    if (kind === "open") return <Open key={key} text={text} isCurrent={isCurrent} />;
    const Tag = kind === "struck" ? "del" : "ins";
    return (
      <Tag key={key} className={styles[kind]} data-state={state}>
        {visibleSpaces(text)}
      </Tag>
    );
  });
  if (!isCurrent) return texts;
  return (
    <mark className={styles.current} aria-current="true">
      <span className="visually-hidden">{words.front} </span>
      {texts}
    </mark>
  );
}

/** Text that a card would replace; where it would only add, its place. */
function Open({ text, isCurrent }: { text: string; isCurrent: boolean }) {
  if (text !== "") return <span className={styles.open}>{text}</span>;
  return isCurrent ? <span className={styles.gap}>‸</span> : null;
}
