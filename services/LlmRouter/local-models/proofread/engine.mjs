import { readFileSync } from 'node:fs';
import { Dialect } from 'harper.js';
// The slim binary finds the same things as the full one, and the full one loads both.
import { slimBinary } from 'harper.js/slimBinary';
import { imageKey, readImage, writeImage } from './image.mjs';
import { silentRules } from './rules.mjs';

const dialects = {
  'en-US': Dialect.American,
  'en-GB': Dialect.British,
  'en-AU': Dialect.Australian,
  'en-CA': Dialect.Canadian,
  'en-IN': Dialect.Indian,
};
// The others cost memory in every thread and are seldom asked for.
const ready = ['en-US', 'en-GB'];
const plaintext = 0;
const replace = 0;
const remove = 1;

// Off, and not only ignored: where two findings overlap the engine keeps one, and it may be the one we don't want.
const settings = Object.fromEntries([...silentRules].map((rule) => [rule, false]));

// A first pass over a few mistakes compiles what most texts need: that should not be a person's wait.
const trial = [
  'This sentense have a few mistake in it, wich is is alot. He don\'t know there names; its a pity, isnt it?',
  'We should of went to the shop, and than i bought an apple ,two pear and a umbrella. Me and him was happy .',
  'In order to utilize this it is neccessary that that all of the members attends on monday, its to late now.',
];

/** Compiled once for all threads; `key` names the image that fits it. */
export async function compileEngine() {
  const binary = readFileSync(new URL(slimBinary.url));
  return { module: await WebAssembly.compile(binary), key: imageKey(binary, { settings, ready, trial }) };
}

/** Harper behind one method that returns plain findings; every object on the engine's own heap is freed. */
export class GrammarEngine {
  #exports; #linters; #Linter;
  #spellings = new Map();

  constructor(exports, Linter, linters) {
    this.#exports = exports;
    this.#Linter = Linter;
    this.#linters = linters;
  }

  /** Loads as the engine's makers meant it: a second's work. */
  static async load(module) {
    const { exports, Linter } = await instantiate(module);
    await slimBinary.setup();
    const engine = new GrammarEngine(exports, Linter, new Map());
    for (const dialect of ready) engine.#try(dialect);
    return engine;
  }

  /** Loads what `save` wrote; throws when that is missing or does not do what it did when it was written. */
  static async restore(module, path) {
    const { exports, Linter } = await instantiate(module);
    const { linters, found } = readImage(path, exports);
    const engine = new GrammarEngine(exports, Linter, new Map(Object.entries(linters).map(([dialect, at]) => [dialect, Linter.__wrap(at)])));
    for (const dialect of ready) {
      if (JSON.stringify(engine.#try(dialect)) !== JSON.stringify(found[dialect])) throw new Error('The image is damaged.');
    }
    return engine;
  }

  save(path) {
    const found = Object.fromEntries(ready.map((dialect) => [dialect, this.#try(dialect)]));
    const linters = Object.fromEntries([...this.#linters].map(([dialect, linter]) => [dialect, linter.__wbg_ptr]));
    writeImage(path, this.#exports, { linters, found });
  }

  /** Bytes that it holds. */
  get size() {
    return this.#exports.memory.buffer.byteLength;
  }

  /** Findings `{rule, kind, start, end, message, suggestions}`; offsets are UTF-16 code units. */
  find(text, dialect) {
    const groups = this.#linter(dialect).organized_lints(text, plaintext, false, undefined, true, false);
    return groups.flatMap((group) => {
      const { group: rule, lints } = group;
      group.free();
      return lints.map((lint) => read(text, rule, lint));
    });
  }

  /** Whether the word is spelled right in the other large dialect: a choice, then, and no mistake. */
  isRegional(word, dialect) {
    return this.#knows(word, dialect === 'en-US' ? 'en-GB' : 'en-US');
  }

  /** `subdomain`, `retitle`: a word that no dictionary lists and every reader knows. */
  isDerived(word, dialect) {
    const rest = /^(?:anti|de|hyper|meta|micro|mini|multi|non|over|post|pre|re|semi|sub|super|un|under)-?(\p{L}{5,})$/iu.exec(word)?.[1];
    return rest !== undefined && this.#knows(rest, dialect);
  }

  #knows(word, dialect) {
    const key = `${dialect} ${word}`;
    if (!this.#spellings.has(key)) {
      if (this.#spellings.size > 5_000) this.#spellings.clear();
      this.#spellings.set(key, this.find(word, dialect).every(({ rule }) => rule !== 'SpellCheck'));
    }
    return this.#spellings.get(key);
  }

  #linter(dialect) {
    if (!this.#linters.has(dialect)) {
      const linter = this.#Linter.new(dialects[dialect]);
      linter.set_lint_config_from_object(settings);
      this.#linters.set(dialect, linter);
    }
    return this.#linters.get(dialect);
  }

  #try(dialect) {
    return trial.map((text) => this.find(text, dialect));
  }
}

async function instantiate(module) {
  // The package takes an address and compiles what lies there, for every thread again. It hands on what is no file's
  // address as it is, and what it is handed may be a module.
  slimBinary.url = { href: Object.assign(module, { startsWith: () => false }) };
  const { Linter, default: initialised } = await slimBinary.getBinaryModule();
  return { exports: await initialised(), Linter };
}

function read(text, rule, lint) {
  const span = lint.span();
  const { start, end } = span;
  const suggestions = lint.suggestions().map((suggestion) => {
    const kind = suggestion.kind();
    const words = suggestion.get_replacement_text();
    suggestion.free();
    if (kind === replace) return words;
    return kind === remove ? '' : text.slice(start, end) + words;
  });
  const finding = { rule, kind: lint.lint_kind(), start, end, message: lint.message(), suggestions };
  span.free();
  lint.free();
  return finding;
}
