import { Link, useParams } from "react-router";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Page } from "@/components/ui/Page";
import { Section } from "@/components/ui/Section";
import { useAnyPayment } from "@/features/admin/api/payments";
import { PaymentDetails } from "@/features/admin/PaymentDetails";
import { RefundForm } from "@/features/admin/RefundForm";
import { formatMoney } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    title: (amount: string) => `Payment of ${amount}`,
    fetching: "Fetching the payment",
    refund: "Give money back",
    back: "All payments",
  },
  de: {
    title: (amount) => `Zahlung von ${amount}`,
    fetching: "Die Zahlung wird geladen",
    refund: "Geld erstatten",
    back: "Alle Zahlungen",
  },
});

export function AdminPayment() {
  const { paymentId = "" } = useParams();
  const inspected = useAnyPayment(paymentId);
  if (inspected.isPending) return <Loading what={texts.fetching} />;
  if (inspected.isError) return <LoadFailed error={inspected.error} retry={() => void inspected.refetch()} />;
  const { payment, refunds } = inspected.data;
  return (
    <Page title={texts.title(formatMoney(payment.amount))} lead={<Link to="/admin">{texts.back}</Link>}>
      <PaymentDetails inspected={inspected.data} />
      {(Number(payment.left.amount) > 0 || refunds.length > 0) && (
        <Section title={texts.refund}>
          <RefundForm payment={payment} />
        </Section>
      )}
    </Page>
  );
}
