import { Badge, type Tone } from "@/components/ui/Badge";
import type { JobStatus } from "@/lib/api/types";
import { statusLabels } from "./status";

const tones: Record<JobStatus, Tone> = {
  queued: "busy",
  running: "busy",
  ready: "good",
  delivered: "neutral",
  failed: "bad",
  cancelled: "neutral",
};

export function StatusBadge({ status }: { status: JobStatus }) {
  return <Badge tone={tones[status]}>{statusLabels[status]}</Badge>;
}
