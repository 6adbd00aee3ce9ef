// harper.js as its README uses it, in a loop over the texts of the file: prints characters per second, once warm.
import { readFileSync } from 'node:fs';
import { Dialect, LocalLinter } from 'harper.js';
import { slimBinary } from 'harper.js/slimBinary';

const [file, seconds] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(file, 'utf8'));
const linter = new LocalLinter({ binary: slimBinary, dialect: Dialect.American });
await linter.setup();

let number = 0;
async function run(until, least = 0) {
  let characters = 0;
  while (performance.now() < until || characters < least) {
    const text = texts[number++ % texts.length].replaceAll('NUMBER', String(number));
    for (const lint of await linter.lint(text, { language: 'plaintext' })) lint.free();
    characters += text.length;
  }
  return characters;
}

await run(performance.now() + 4_000, 100_000); // until what is hot is optimised
const started = performance.now();
const characters = await run(started + seconds * 1_000);
console.log(characters * 1_000 / (performance.now() - started));
