import { useEffect, useState } from "react";
import { Blank, LoadFailed, Loading } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { SegmentedChoice } from "@/components/ui/SegmentedChoice";
import { catalogue } from "@/lib/i18n/catalogue";
import { type Kind, useMemoryItems } from "./api/memory";
import styles from "./Memory.module.css";
import { MemoryRow } from "./MemoryRow";

const texts = catalogue({
  en: {
    search: "Search",
    show: "Show",
    all: "All",
    rule: "Rules",
    pattern: "Learned",
    list: "What was learned",
    loading: "Fetching your memory",
    nothing: "Nothing learned yet",
    nothingWhy:
      "Swipe through a deck: what you accept and reject shows up here, in words and with its evidence.",
    noMatch: "Nothing like that",
    noMatchWhy: "No rule and no pattern has this in it.",
    more: "Show more",
  },
  de: {
    search: "Suchen",
    show: "Zeigen",
    all: "Alles",
    rule: "Regeln",
    pattern: "Gelerntes",
    list: "Was gelernt wurde",
    loading: "Dein Gedächtnis wird geholt",
    nothing: "Noch nichts gelernt",
    nothingWhy:
      "Geh einen Stapel durch: Was du annimmst und ablehnst, steht dann hier, in Worten und mit seinen Belegen.",
    noMatch: "Nichts dergleichen",
    noMatchWhy: "Keine Regel und kein Muster enthält das.",
    more: "Mehr zeigen",
  },
});

const kinds: Kind[] = ["all", "rule", "pattern"];
/** A pause in typing that is worth a question. */
const pause = 250;

/** Every rule and pattern, by search and kind. */
export function MemoryList() {
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  const [kind, setKind] = useState<Kind>("all");
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <div className={styles.list}>
      <div className={styles.find}>
        <TextField
          label={texts.search}
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <SegmentedChoice
          legend={texts.show}
          name="memory-kind"
          value={kind}
          options={kinds.map((value) => ({ value, label: texts[value] }))}
          onChange={setKind}
        />
      </div>
      <Found q={q} kind={kind} />
    </div>
  );
}

function Found({ q, kind }: { q: string; kind: Kind }) {
  const found = useMemoryItems(q, kind);
  if (found.isPending) return <Loading what={texts.loading} />;
  if (found.isError) return <LoadFailed error={found.error} retry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    const isSearch = q !== "" || kind !== "all";
    return (
      <Blank icon="spark" title={isSearch ? texts.noMatch : texts.nothing}>
        {isSearch ? texts.noMatchWhy : texts.nothingWhy}
      </Blank>
    );
  }
  return (
    <>
      <ul className={styles.items} aria-label={texts.list}>
        {items.map((item) => (
          <MemoryRow key={item.patternId} item={item} />
        ))}
      </ul>
      {found.hasNextPage && (
        <p className={styles.more}>
          <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {texts.more}
          </Button>
        </p>
      )}
    </>
  );
}
