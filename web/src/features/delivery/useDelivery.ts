import { useMutation, useQueryClient } from "@tanstack/react-query";
import { jobKeys } from "@/lib/api/queryClient";
import type { Download } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { buildFile, saveFile, type Wish } from "./api/downloads";
import { checkoutAddress, isSettled, pay, rememberPayment } from "./api/payments";

const texts = catalogue({
  en: { notPaid: "The payment did not go through. You have not been charged; please try again." },
  de: { notPaid: "Die Zahlung hat nicht geklappt. Es wurde nichts abgebucht; versuche es noch einmal." },
});

/** False when the person was sent to the checkout instead. What is settled stays so: to ask again costs nothing. */
async function settle(jobId: string): Promise<boolean> {
  const payment = await pay(jobId);
  if (isSettled(payment)) return true;
  const address = checkoutAddress(payment);
  if (!address) throw new Error(texts.notPaid);
  rememberPayment(jobId, payment.id);
  location.assign(address);
  return false;
}

export function useCheckout(jobId: string) {
  return useMutation({ mutationFn: () => settle(jobId) });
}

/** Settles, then builds, then saves. */
export function useDelivery(jobId: string, wish: Wish) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<Download | null> => {
      if (!(await settle(jobId))) return null;
      const download = await buildFile(jobId, wish);
      saveFile(download);
      return download;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: jobKeys.one(jobId), exact: true }),
  });
}
