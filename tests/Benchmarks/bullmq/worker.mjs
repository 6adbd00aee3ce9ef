// Does nothing with each job, ten at once, and says when it has done so many.
import { Worker } from "bullmq";

const [port, atOnce] = process.argv.slice(2).map(Number);
let done = 0;
let wanted = Infinity;
const worker = new Worker("no-op", async () => {}, { connection: { host: "127.0.0.1", port }, concurrency: atOnce });
const look = () => {
  if (done < wanted) return;
  done -= wanted;
  wanted = Infinity;
  console.log("done");
};
worker.on("completed", () => {
  done++;
  look();
});
process.stdin.on("data", (line) => {
  wanted = Number(line);
  look();
});
await worker.waitUntilReady();
console.log("ready");
