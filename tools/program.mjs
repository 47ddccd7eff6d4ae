// Makes the modules of the program: compiles it, takes what the first page does not need into chunks, binds the
// main module to JavaScript; lowers and shrinks each. Knows no page and no final names.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const target = process.env.CARGO_TARGET_DIR ?? 'target';

// Chromium 83 knows these; the rest is lowered (docs/decisions/0003-lowered-build.md).
const features = ['bulk-memory', 'bulk-memory-opt', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals']
  .map((feature) => `--enable-${feature}`);
const lowering = ['--signext-lowering', '--llvm-memory-copy-fill-lowering', '--llvm-nontrapping-fptoint-lowering'];
const stripping = ['--strip-debug', '--strip-producers', '--strip-target-features'];
// What compresses best, which is not what is smallest: nothing is inlined that rustc did not inline. The lowest
// addresses belong to the end of the stack, and no data ever stands there.
const shrinking = ['-Os', '--low-memory-unused', '--always-inline-max-function-size=1', '--one-caller-inline-max-function-size=1'];

// Where the crates lie on this machine is not told in what they are compiled to.
const crates = path.join(process.env.CARGO_HOME ?? path.join(homedir(), '.cargo'), 'registry/src');
const remapped = readdirSync(crates).map((registry) => `--remap-path-prefix=${path.join(crates, registry)}/=`);
const elsewhere = ['--config', `target.wasm32-unknown-unknown.rustflags=${JSON.stringify(remapped)}`];

/** Compiles for the browser. */
const cargo = (command, ...args) =>
  execFileSync('cargo', [command, '--locked', '--offline', '--quiet', ...elsewhere, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });

/** Runs a tool; what it says is heard only if it fails. */
const run = (program, ...args) => execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * Builds the program and returns the folder that holds it: `nianbao.js` (the glue), `nianbao_bg.wasm` (the main
 * module), `__wasm_split.js` (the loader of chunks) and a `.wasm` for each chunk.
 */
export function makeModules() {
  const folder = path.join(target, 'page');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cargo('rustc', '--release', '--target', 'wasm32-unknown-unknown', '--bin', 'nianbao', '--', '-Clink-arg=--emit-relocs');
  const compiled = path.join(target, 'wasm32-unknown-unknown/release/nianbao.wasm');
  run('wasm-split-cli', compiled, folder, '--out-name', 'nianbao');
  const main = path.join(folder, 'nianbao.wasm');
  // Without the linker's exports the chunks do not link.
  const bind = ['--target', 'web', '--keep-lld-exports', '--no-typescript', '--out-name', 'nianbao'];
  run('wasm-bindgen', main, ...bind, '--out-dir', folder);
  rmSync(main);
  return folder;
}

/**
 * Builds the worker that reads and writes files and returns the folder that holds it: `worker.js` (the glue, a
 * classic script) and `worker_bg.wasm`.
 */
export function makeWorker() {
  const folder = path.join(target, 'worker');
  rmSync(folder, { recursive: true, force: true });
  cargo('build', '--release', '--target', 'wasm32-unknown-unknown', '--bin', 'worker');
  const compiled = path.join(target, 'wasm32-unknown-unknown/release/worker.wasm');
  run('wasm-bindgen', compiled, '--target', 'no-modules', '--no-typescript', '--out-dir', folder);
  // What marks a program that could be split is made from the path of a manifest on this machine.
  const module = path.join(folder, 'worker_bg.wasm');
  const text = readFileSync(module, 'latin1').replace(/(_WASM_SPLIT_MARKER_)[0-9a-f]{16}/g, `$1${'0'.repeat(16)}`);
  writeFileSync(module, text, 'latin1');
  return folder;
}

/**
 * Fits the main module to its script: every export that the script does not use is dropped, with the code that
 * only it needs, and all names are the short ones of the script.
 */
export function fit(file, { uses, names }) {
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(file))).map(({ name }) => name);
  const used = exported.filter(uses);
  const graph = [{ name: 'script', root: true, reaches: used }, ...used.map((name) => ({ name, export: name }))];
  writeFileSync(`${file}.json`, JSON.stringify(graph));
  run('wasm-metadce', file, ...features, '--graph-file', `${file}.json`, '-S', '-o', `${file}.wat`);
  const text = readFileSync(`${file}.wat`, 'utf8')
    .replace(/^( \((?:import ".*?"|export) )"(.*?)"/gm, (_, before, name) => `${before}"${names[name] ?? name}"`);
  writeFileSync(`${file}.wat`, text);
  run('wasm-opt', `${file}.wat`, ...features, '-o', file);
  for (const used of ['.json', '.wat']) rmSync(file + used);
}

/**
 * Lowers and shrinks a module in its place: once, or again and again until nothing more is gained, which is for
 * what everybody loads.
 */
export function optimise(file, ...again) {
  run('wasm-opt', file, ...features, ...lowering, ...stripping, ...shrinking, ...again, '-o', file);
}
