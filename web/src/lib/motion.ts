import { listOf } from "./media";

export function prefersReducedMotion(): boolean {
  return listOf("(prefers-reduced-motion: reduce)")?.matches ?? false;
}
