// Does what its items say, so that a test decides when a thread answers, crashes, hangs or leaves.
import { parentPort, threadId, workerData } from 'node:worker_threads';

const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

if (workerData?.fails) throw new Error('no such model');
parentPort.on('message', ({ say, after = 0, crash, hang, exit, worn }) => {
  wait(after);
  if (crash) throw new Error('crashed');
  if (hang) wait(60_000);
  if (exit) process.exit(1);
  parentPort.postMessage({ value: { say, threadId }, worn });
});
parentPort.postMessage({ ready: true });
