import { lazy, Suspense } from "react";
import type { Group } from "./group";
import type { DeckModel } from "./useDeck";
import type { DeckCommands } from "./useDeckCommands";

// Seldom opened, and no small part of the page together: fetched then, or by the service worker before it is wanted.
const AutopilotSheet = lazy(() =>
  import("../autopilot/AutopilotSheet").then((sheet) => ({ default: sheet.AutopilotSheet })),
);
const FilterSheet = lazy(() => import("./FilterSheet").then((sheet) => ({ default: sheet.FilterSheet })));
const GroupSheet = lazy(() => import("./GroupSheet").then((sheet) => ({ default: sheet.GroupSheet })));
const HiddenCards = lazy(() => import("./HiddenCards").then((sheet) => ({ default: sheet.HiddenCards })));
const JumpList = lazy(() => import("./JumpList").then((sheet) => ({ default: sheet.JumpList })));
const KeyHelp = lazy(() => import("./KeyHelp").then((sheet) => ({ default: sheet.KeyHelp })));
const SettledCards = lazy(() => import("./SettledCards").then((sheet) => ({ default: sheet.SettledCards })));

export type DeckSheet = "settled" | "jump" | "filter" | "hidden" | "group" | "autopilot" | "help";

interface Props {
  jobId: string;
  sheet: DeckSheet | null;
  deck: DeckModel;
  group: Group | null;
  commands: DeckCommands;
  onClose: () => void;
}

/** What opens over the deck, one at a time. */
export function DeckSheets(props: Props) {
  return (
    <Suspense>
      <OpenSheet {...props} />
    </Suspense>
  );
}

function OpenSheet({ jobId, sheet, deck, group, commands, onClose }: Props) {
  const jump = (changeId: string) => {
    commands.jump(changeId);
    onClose();
  };
  switch (sheet) {
    case "settled":
      return <SettledCards settled={deck.settled} onChoose={commands.choose} onClose={onClose} />;
    case "hidden":
      return <HiddenCards hidden={deck.hidden} onRestore={deck.restore} onClose={onClose} />;
    case "group":
      return group && <GroupSheet group={group} onDecide={commands.decideAll} onClose={onClose} />;
    case "jump":
      return <JumpList deck={deck} onChoose={jump} onClose={onClose} />;
    case "filter":
      return <FilterSheet jobId={jobId} deck={deck} onClose={onClose} />;
    case "help":
      return <KeyHelp onClose={onClose} />;
    case "autopilot":
      return (
        deck.plan && (
          <AutopilotSheet
            autopilot={deck.plan.autopilot}
            changes={deck.changes}
            actions={deck.autopilot}
            tolerance={deck.tolerance}
            onTolerance={deck.setTolerance}
            onStart={() => commands.startAutopilot(onClose)}
            onUndo={(batchId) => deck.autopilot.undo.mutate(batchId)}
            onOpen={jump}
            onClose={onClose}
          />
        )
      );
    default:
      return null;
  }
}
