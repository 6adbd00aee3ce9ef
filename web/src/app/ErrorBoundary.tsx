import { Component, type ReactNode } from "react";
import { Blank } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    title: "This page broke",
    safe: "Your decisions are safe. If it happens again, tell us what you did just before.",
    reload: "Load it again",
  },
  de: {
    title: "Diese Seite ist kaputtgegangen",
    safe: "Deine Entscheidungen sind sicher. Passiert es wieder, sag uns, was du gerade vorher getan hast.",
    reload: "Neu laden",
  },
});

/** The last net: a fault in a page shows a way on instead of a white screen. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main>
        <Blank
          isPage
          icon="alert"
          tone="bad"
          title={texts.title}
          actions={
            <Button look="primary" onClick={() => location.reload()}>
              {texts.reload}
            </Button>
          }
        >
          {texts.safe}
        </Blank>
      </main>
    );
  }
}
