import { Notice } from "@/components/ui/Notice";
import { Sheet } from "@/components/ui/Sheet";
import { messageOf } from "@/lib/api/messages";
import type { Autopilot, Change } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import type { AutopilotActions } from "../api/autopilot";
import styles from "./Autopilot.module.css";
import { BatchReport } from "./BatchReport";
import { NotYet } from "./NotYet";
import { OfferPanel } from "./OfferPanel";
import { ToleranceChoice } from "./ToleranceChoice";

const texts = catalogue({ en: { title: "Autopilot" }, de: { title: "Autopilot" } });

interface Props {
  autopilot: Autopilot;
  changes: readonly Change[];
  actions: AutopilotActions;
  /** What is chosen; what the server says may still be of another. */
  tolerance: number;
  onTolerance: (tolerance: number) => void;
  onStart: () => void;
  onUndo: (batchId: string) => void;
  /** Brings a card that it decided to the front. */
  onOpen: (changeId: string) => void;
  onClose: () => void;
}

/** The offer to decide the rest, what came of it, and how to take it back. */
export function AutopilotSheet(props: Props) {
  const { autopilot, changes, actions, tolerance, onTolerance, onStart, onUndo, onOpen, onClose } = props;
  const { offer, batch } = autopilot;
  const isAsking = autopilot.tolerance !== tolerance;
  const error = actions.start.error ?? actions.undo.error;
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <div className={styles.body}>
        {error && <Notice tone="bad">{messageOf(error)}</Notice>}
        {batch && (
          <BatchReport
            batch={batch}
            changes={changes}
            isBusy={actions.undo.isPending}
            onUndo={() => onUndo(batch.id)}
            onOpen={onOpen}
          />
        )}
        {(!batch || batch.undone || offer) && <ToleranceChoice value={tolerance} onChange={onTolerance} />}
        <div className={styles.answer} aria-busy={isAsking}>
          {offer && (
            <OfferPanel
              offer={offer}
              predictions={autopilot.predictions}
              changes={changes}
              isBusy={isAsking || actions.start.isPending}
              onStart={onStart}
            />
          )}
          {!offer && (!batch || batch.undone) && <NotYet {...autopilot} />}
        </div>
      </div>
    </Sheet>
  );
}
