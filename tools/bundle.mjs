// Bundles the script of the page: what starts the program, wasm-bindgen's glue and the loader of the chunks, in
// one small file that Chromium 83 understands.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** What the tool that splits the program writes where a chunk is fetched. */
const fetching = /\(\) => \{\s*const src = fetch\(new URL\("(.*?)", import\.meta\.url\)\);\s*return async \(imports\) => \(WebAssembly\.instantiateStreaming\(src, imports\)\);\s*\}/g;

/** Returns the script that starts the program in a folder with so many chunks. */
export async function bundle(folder, chunks) {
  const loader = path.join(folder, '__wasm_split.js');
  let fetched = 0;
  const ours = readFileSync(loader, 'utf8').replace(fetching, (_, address) => {
    fetched += 1;
    return `() => chunk("${address}")`;
  });
  if (fetched !== chunks) throw new Error(`${loader} fetches ${fetched} of ${chunks} chunks in the way that is expected`);
  writeFileSync(loader, `import { chunk } from 'chunks';\n${ours}`);
  const glue = path.join(folder, 'nianbao.js');
  // Nothing here is disposed of by JavaScript's own means; without these lines unused classes can be left out.
  writeFileSync(glue, readFileSync(glue, 'utf8').replace(/^if \(Symbol\.dispose\) .*$/gm, ''));
  const { outputFiles: [script] } = await build({
    entryPoints: ['tools/start.js'],
    alias: { program: path.resolve(glue), chunks: path.resolve('tools/chunks.js') },
    define: { CHUNKS: String(chunks) },
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    minify: true,
    target: ['chrome83', 'firefox78', 'safari15'],
    write: false,
  });
  return script.text;
}
