// Run as a program of its own: what loading leaves behind goes with it.
import { compileEngine, GrammarEngine } from './engine.mjs';

const { module } = await compileEngine();
(await GrammarEngine.load(module)).save(process.argv[2]);
