import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

// A loaded engine is 160 MB of memory and a second's work, half of it what loading left behind. An image is that memory
// as it lies once the engine has loaded, without the leftovers: a thread that starts from it is ready after a tenth of
// the time and holds 100 MB. It is a file, so that it costs nothing while no thread starts.
const version = 1;
const page = 4_096;
const digestLength = 32;

/** What an image is good for: the same binary, the same rules, the same way of writing it. */
export const imageKey = (binary, settings) =>
  createHash('sha256').update(binary).update(JSON.stringify([version, settings])).digest('hex').slice(0, 32);

/** Writes the memory of `engine` to `path`, whole or not at all; `facts` are what the reader needs besides. */
export function writeImage(path, engine, facts) {
  clearFreeMemory(engine);
  const { memory, __wbindgen_externrefs: table } = engine;
  const runs = usedPages(memory);
  const header = Buffer.from(JSON.stringify({ bytes: memory.buffer.byteLength, references: table.length, runs, facts }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w', 0o600);
  const digest = createHash('sha256');
  const write = (bytes) => {
    digest.update(bytes);
    writeAll(file, bytes);
  };
  try {
    write(length);
    write(header);
    for (const [first, count] of runs) write(new Uint8Array(memory.buffer, first * page, count * page));
    writeAll(file, digest.digest());
    fsyncSync(file);
    renameSync(unfinished, path);
  } finally {
    closeSync(file);
    rmSync(unfinished, { force: true });
  }
}

/** Whether the file is as it was written. Once for all threads: each would spend more on this than on reading it. */
export async function isWhole(path) {
  const { size } = await stat(path);
  const digest = createHash('sha256');
  for await (const bytes of createReadStream(path, { end: Math.max(0, size - digestLength - 1), highWaterMark: 1 << 20 })) digest.update(bytes);
  const file = openSync(path, 'r');
  try {
    const written = Buffer.alloc(digestLength);
    readSync(file, written, 0, digestLength, Math.max(0, size - digestLength));
    return digest.digest().equals(written);
  } finally {
    closeSync(file);
  }
}

/** Fills the memory of an `engine` that was just instantiated; returns the facts. Throws when the file isn't an image. */
export function readImage(path, engine) {
  const file = openSync(path, 'r');
  try {
    const length = readAll(file, Buffer.alloc(4)).readUInt32LE();
    const { bytes, references, runs, facts } = JSON.parse(readAll(file, Buffer.alloc(length)).toString());
    const { memory, __wbindgen_externrefs: table } = engine;
    memory.grow((bytes - memory.buffer.byteLength) / 65_536);
    table.grow(references - table.length);
    for (const [first, count] of runs) readAll(file, new Uint8Array(memory.buffer, first * page, count * page));
    return facts;
  } finally {
    closeSync(file);
  }
}

/** Asks the engine's allocator for all that it has free, from large to small, zeroes it and gives it back. */
function clearFreeMemory({ memory, __wbindgen_malloc: allocate, __wbindgen_free: free }) {
  const taken = [];
  for (const size of [1 << 20, 1 << 16, page * 2]) {
    for (let before = memory.buffer.byteLength; memory.buffer.byteLength === before;) {
      const at = allocate(size, 8) >>> 0;
      new Uint8Array(memory.buffer, at, size).fill(0);
      taken.push([at, size]);
    }
  }
  for (const [at, size] of taken) free(at, size, 8);
}

/** Runs of pages, `[first, count]`, that hold anything. */
function usedPages(memory) {
  const empty = Buffer.alloc(page);
  const runs = [];
  for (let number = 0; number < memory.buffer.byteLength / page; number++) {
    if (Buffer.from(memory.buffer, number * page, page).equals(empty)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === number) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}

function writeAll(file, bytes) {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

function readAll(file, bytes) {
  for (let done = 0; done < bytes.length;) {
    const count = readSync(file, bytes, done, bytes.length - done, null);
    if (count === 0) throw new Error('The image is cut short.');
    done += count;
  }
  return bytes;
}
