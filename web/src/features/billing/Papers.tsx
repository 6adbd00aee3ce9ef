import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/Button";
import { authorizedFetch } from "@/lib/api/client";
import { ApiError } from "@/lib/api/errors";
import type { Payment } from "@/lib/api/types";
import { formatMoney } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    invoice: "Invoice",
    receipt: "Receipt",
    creditNote: (amount: string) => `Credit note for ${amount}`,
    failed: "not available now",
  },
  de: {
    invoice: "Rechnung",
    receipt: "Quittung",
    creditNote: (amount) => `Gutschrift über ${amount}`,
    failed: "gerade nicht zu haben",
  },
});

/** Invoice, receipt and credit notes of a payment, as PDF. */
export function Papers({ payment: { invoiceUrl, receiptUrl, creditNotes } }: { payment: Payment }) {
  return (
    <span>
      {invoiceUrl && <PaperButton address={invoiceUrl} name={texts.invoice} />}
      {receiptUrl && <PaperButton address={receiptUrl} name={texts.receipt} />}
      {creditNotes.map(({ refundId, url, amount }) => (
        <PaperButton key={refundId} address={url} name={texts.creditNote(formatMoney(amount))} />
      ))}
    </span>
  );
}

function PaperButton({ address, name }: { address: string; name: string }) {
  const paper = useMutation({ mutationFn: () => savePaper(address, name) });
  return (
    <Button look="quiet" isBusy={paper.isPending} onClick={() => paper.mutate()}>
      {paper.isError ? `${name}: ${texts.failed}` : name}
    </Button>
  );
}

/** A link can't say who asks; so it is fetched, and handed to the browser under the name that the server gave it. */
async function savePaper(address: string, name: string): Promise<void> {
  const response = await authorizedFetch(new Request(new URL(address, location.origin)));
  if (!response.ok) throw ApiError.from(response.status, response.headers, null);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  const given = /filename="?([\w.-]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  link.download = given ?? `${name}.pdf`;
  link.click();
  URL.revokeObjectURL(link.href);
}
