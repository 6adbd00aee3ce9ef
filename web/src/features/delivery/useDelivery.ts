import { useMutation, useQueryClient } from "@tanstack/react-query";
import { jobKeys } from "@/lib/api/queryClient";
import type { Download } from "@/lib/api/types";
import { buildFile, saveFile } from "./api/downloads";
import { checkoutAddress, isSettled, pay, rememberPayment } from "./api/payments";

/** Settles, then builds, then saves. Null when the person was sent to the checkout instead. */
async function deliver(jobId: string): Promise<Download | null> {
  const payment = await pay(jobId);
  if (!isSettled(payment)) {
    const address = checkoutAddress(payment);
    if (!address)
      throw new Error("The payment did not go through. You have not been charged; please try again.");
    rememberPayment(jobId, payment.id);
    location.assign(address);
    return null;
  }
  const download = await buildFile(jobId);
  saveFile(download);
  return download;
}

export function useDelivery(jobId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deliver(jobId),
    onSuccess: () => client.invalidateQueries({ queryKey: jobKeys.one(jobId), exact: true }),
  });
}
