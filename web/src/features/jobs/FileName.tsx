import { useFileName } from "./api/files";

export function FileName({ fileId }: { fileId: string }) {
  const { data, isPending } = useFileName(fileId);
  if (isPending) return <span aria-busy="true">…</span>;
  return <>{data ?? "Deleted file"}</>;
}
