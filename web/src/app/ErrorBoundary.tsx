import { Component, type ReactNode } from "react";
import { Blank } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";

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
          title="This page broke"
          actions={
            <Button look="primary" onClick={() => location.reload()}>
              Load it again
            </Button>
          }
        >
          Your decisions are safe. If it happens again, tell us what you did just before.
        </Blank>
      </main>
    );
  }
}
