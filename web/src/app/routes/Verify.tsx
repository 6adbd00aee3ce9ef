import { Page, Panel } from "@/components/ui/Page";
import { VerifyForm } from "@/features/receipts/VerifyForm";

export function Verify() {
  return (
    <Page
      title="Check a receipt"
      lead="A receipt says what was changed in a file, and by whom it was accepted. Here anyone can check it, without an account."
    >
      <Panel>
        <VerifyForm />
      </Panel>
    </Page>
  );
}
