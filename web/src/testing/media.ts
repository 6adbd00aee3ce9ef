import { vi } from "vitest";

/** A window of this width, in pixels, for whoever asks by media query for a least width in rem. */
export function stubWidth(width: number): void {
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: Number(/min-width: ([\d.]+)rem/.exec(query)?.[1] ?? Number.POSITIVE_INFINITY) * 16 <= width,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}
