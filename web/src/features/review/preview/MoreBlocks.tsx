import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "@/components/ui/Button";
import styles from "./Preview.module.css";

interface Props {
  label: string;
  isBusy: boolean;
  hasFailed: boolean;
  onWanted: () => unknown;
}

/** Fetches more when it comes near; a button for whoever gets there first, and after a failure. */
export function MoreBlocks({ label, isBusy, hasFailed, onWanted }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const want = useEffectEvent(() => void onWanted());

  useEffect(() => {
    if (isBusy || hasFailed || !place.current || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((one) => one.isIntersecting) && want(),
      {
        root: place.current.parentElement,
        rootMargin: "800px 0px",
      },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isBusy, hasFailed]);

  return (
    <div ref={place} className={styles.more}>
      <Button look="quiet" isBusy={isBusy} onClick={onWanted}>
        {hasFailed ? `${label} (that failed; try again)` : label}
      </Button>
    </div>
  );
}
