// Bundles the script of the page: what starts the program, wasm-bindgen's glue and the loader of the chunks, in
// one small file that Chromium 83 understands; and the styles, in another.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, transform } from 'esbuild';

const target = ['chrome83', 'firefox78', 'safari15'];

/** What `wasm-split-cli` writes where a chunk is fetched. */
const fetching =
  /\(\) => \{\s*const src = fetch\(new URL\("(.*?)", import\.meta\.url\)\);\s*return async \(imports\) => \(WebAssembly\.instantiateStreaming\(src, imports\)\);\s*\}/g;

/** Names that it lists as they come, in another order each time. */
const listed = /\{((?: \w+,)+)  \}/g;

/** The long names by which wasm-bindgen's glue and the main module know each other. */
const longNames = /^(__wb|wasm_bindgen__)/;

/**
 * Bundles the script of a folder that `makeModules` made, with so many chunks: once for the page on a server, once
 * for the single file. Returns both, the short names in them by their long ones, and whether they use a name of the
 * module.
 */
export async function bundleScript(folder, chunks) {
  const loader = path.join(folder, '__wasm_split.js');
  let fetched = 0;
  const ours = readFileSync(loader, 'utf8').replace(fetching, (_, address) => {
    fetched += 1;
    return `() => chunk("${address}")`;
  }).replace(listed, (_, names) => `{ ${names.match(/\w+/g).sort().join(', ')} }`);
  if (fetched !== chunks) throw new Error(`${loader} fetches ${fetched} of ${chunks} chunks in the way that is known here`);
  writeFileSync(loader, `import { chunk } from 'chunks';\n${ours}`);
  const glue = path.join(folder, 'nianbao.js');
  // Nothing is disposed of by JavaScript's own means; without these lines classes that nobody uses fall away.
  writeFileSync(glue, readFileSync(glue, 'utf8').replace(/^if \(Symbol\.dispose\) .*$/gm, ''));
  const options = (place) => ({
    entryPoints: ['tools/start.js'],
    alias: { program: path.resolve(glue), chunks: path.resolve('tools/chunks.js'), place: path.resolve(place) },
    define: { CHUNKS: String(chunks) },
    external: ['./offline.js'],
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    minify: true,
    target,
    write: false,
  });
  const long = (await build(options('tools/hosted.js'))).outputFiles[0].text;
  let names = {};
  const short = async (place) => {
    const { outputFiles: [{ text }], mangleCache } = await build({ ...options(place), mangleProps: longNames, mangleCache: names });
    names = mangleCache;
    return text;
  };
  const hosted = await short('tools/hosted.js');
  const alone = await short('tools/alone.js');
  return { hosted, alone, names, uses: (name) => long.includes(name) };
}

/** Makes a script of its own small. */
export async function minify(script) {
  return (await transform(script, { minify: true, target })).code;
}

/** Joins style sheets in their order. */
export async function bundleStyles(files) {
  const joined = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  return (await transform(joined, { loader: 'css', minify: true, target })).code;
}
