let lastTime = 0;
let sequence = 0;

/** A UUID v7 whose order is the order of calls, within a millisecond too. */
export function uuid7(now: number = Date.now()): string {
  // crypto.randomUUID exists only in secure contexts; getRandomValues everywhere.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  if (now > lastTime) {
    lastTime = now;
    sequence = 0;
  } else {
    sequence += 1;
    if (sequence > 0xfff) {
      lastTime += 1;
      sequence = 0;
    }
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(lastTime / 0x1_0000));
  view.setUint16(4, lastTime % 0x1_0000);
  view.setUint16(6, 0x7000 | sequence);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
