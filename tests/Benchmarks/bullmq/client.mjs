// Adds jobs as it is told: "add COUNT" so many, ten at once, each waiting for its answer; "wait COUNT" one after the other,
// each waiting until its job is done, and prints how many milliseconds that took.
import { Queue, QueueEvents } from "bullmq";
import { createInterface } from "node:readline";

const [port, atOnce] = process.argv.slice(2).map(Number);
const connection = { host: "127.0.0.1", port };
const queue = new Queue("no-op", { connection });
const events = new QueueEvents("no-op", { connection });
await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
console.log("ready");

for await (const line of createInterface({ input: process.stdin })) {
  const [what, count] = line.split(" ");
  if (what === "add") {
    let left = Number(count);
    await Promise.all(Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await queue.add("no-op", {}, { removeOnComplete: true });
    }));
    console.log("added");
  } else {
    const times = [];
    for (let i = 0; i < Number(count); i++) {
      await new Promise((later) => setTimeout(later, 20));
      const before = performance.now();
      await (await queue.add("no-op", {})).waitUntilFinished(events);
      times.push(performance.now() - before);
    }
    console.log(times.join(" "));
  }
}
