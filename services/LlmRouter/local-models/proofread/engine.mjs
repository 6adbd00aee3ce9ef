import { Dialect, LocalLinter } from 'harper.js';
// The slim binary finds the same things as the full one, and the full one loads both.
import { slimBinary } from 'harper.js/slimBinary';
import { silentRules } from './rules.mjs';

const dialects = {
  'en-US': Dialect.American,
  'en-GB': Dialect.British,
  'en-AU': Dialect.Australian,
  'en-CA': Dialect.Canadian,
  'en-IN': Dialect.Indian,
};
const replace = 0;
const remove = 1;

/** Harper behind one method that returns plain findings; every object on the engine's own heap is freed. */
export class GrammarEngine {
  #linters = new Map();
  #spellings = new Map();

  static async load() {
    const engine = new GrammarEngine();
    // The engine compiles what it meets: a first pass over a few mistakes takes a second, and should not be a person's.
    for (const text of warmUp) await engine.find(text, 'en-US');
    return engine;
  }

  /** Findings `{rule, kind, start, end, message, suggestions}`; offsets are UTF-16 code units. */
  async find(text, dialect) {
    const linter = await this.#linter(dialect);
    const byRule = await linter.organizedLints(text, { language: 'plaintext' });
    return Object.entries(byRule).flatMap(([rule, lints]) => lints.map((lint) => read(text, rule, lint)));
  }

  /** Whether the word is spelled right in the other large dialect: a choice, then, and no mistake. */
  isRegional(word, dialect) {
    return this.#knows(word, dialect === 'en-US' ? 'en-GB' : 'en-US');
  }

  /** `subdomain`, `retitle`: a word that no dictionary lists and every reader knows. */
  async isDerived(word, dialect) {
    const rest = /^(?:anti|de|hyper|meta|micro|mini|multi|non|over|post|pre|re|semi|sub|super|un|under)-?(\p{L}{5,})$/iu.exec(word)?.[1];
    return rest !== undefined && await this.#knows(rest, dialect);
  }

  async #knows(word, dialect) {
    const key = `${dialect} ${word}`;
    if (!this.#spellings.has(key)) {
      if (this.#spellings.size > 5_000) this.#spellings.clear();
      const findings = await this.find(word, dialect);
      this.#spellings.set(key, findings.every(({ rule }) => rule !== 'SpellCheck'));
    }
    return this.#spellings.get(key);
  }

  async #linter(dialect) {
    if (!this.#linters.has(dialect)) {
      const linter = new LocalLinter({ binary: slimBinary, dialect: dialects[dialect] });
      // Off, and not only ignored: where two findings overlap the engine keeps one, and it may be the one we don't want.
      await linter.setLintConfig(Object.fromEntries([...silentRules].map((rule) => [rule, false])));
      this.#linters.set(dialect, linter);
    }
    return this.#linters.get(dialect);
  }
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

const warmUp = [
  'This sentense have a few mistake in it, wich is is alot. He don\'t know there names; its a pity, isnt it?',
  'We should of went to the shop, and than i bought an apple ,two pear and a umbrella. Me and him was happy .',
  'In order to utilize this it is neccessary that that all of the members attends on monday, its to late now.',
];
