import { settings } from "./settings";

const pulses = {
  /** Far enough: letting go would decide. */
  tick: 6,
  accept: 14,
  reject: [8, 40, 8],
  skip: 8,
} as const;

export type Pulse = keyof typeof pulses;

/** A pulse in the hand, where there is a motor and the person wants it. */
export function pulse(kind: Pulse): void {
  // Before the first touch browsers refuse, and complain in the console.
  if (!settings().haptics || navigator.userActivation?.hasBeenActive === false) return;
  navigator.vibrate?.([pulses[kind]].flat());
}
