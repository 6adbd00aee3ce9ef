import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { sendForm } from "@/lib/api/sendForm";
import type { Verdict } from "@/lib/api/types";

export interface Evidence {
  receipt: File;
  original: File | null;
  output: File | null;
}

/** Anonymous on purpose: whoever was handed a receipt may check it. */
function verifyReceipt(
  { receipt, original, output }: Evidence,
  options: { onProgress: (part: number) => void; signal: AbortSignal },
): Promise<Verdict> {
  const form = new FormData();
  form.append("receipt", receipt, receipt.name);
  if (original) form.append("original", original, original.name);
  if (output) form.append("output", output, output.name);
  return sendForm<Verdict>("/api/v1/receipts/verify", form, options);
}

export function useVerifyReceipt() {
  const [part, setPart] = useState(0);
  const abort = useRef<AbortController | null>(null);
  const mutation = useMutation({
    mutationFn: (evidence: Evidence) => {
      abort.current = new AbortController();
      return verifyReceipt(evidence, { onProgress: setPart, signal: abort.current.signal });
    },
    onMutate: () => setPart(0),
  });
  const cancel = () => {
    abort.current?.abort();
    mutation.reset();
  };
  useEffect(() => () => abort.current?.abort(), []);
  return { ...mutation, part, cancel };
}
