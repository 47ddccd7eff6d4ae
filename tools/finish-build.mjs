// The one post_build hook of Trunk: makes the program and the script that starts it, names every file by its
// content, so that a browser's cache never mixes two builds, and writes the names where they are used.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleScript, bundleStyles, minify } from './bundle.mjs';
import { fit, makeModules, makeWorker, optimise } from './program.mjs';

const folder = process.env.TRUNK_STAGING_DIR;
const main = 'nianbao_bg.wasm';
/** Styles of pages that nobody sees first. */
const laterStyles = ['texts', 'import', 'last-year', 'downloads', 'publication', 'document', 'preview', 'picture']
  .map((name) => `style/${name}.css`);

/** Renames a file by its content; returns the new name. */
function nameByContent(name) {
  const digest = createHash('sha256').update(readFileSync(path.join(folder, name))).digest('hex').slice(0, 12);
  const { name: stem, ext } = path.parse(name);
  const named = `${stem}-${digest}${ext}`;
  renameSync(path.join(folder, name), path.join(folder, named));
  return named;
}

const made = makeModules();
const chunks = readdirSync(made).filter((name) => name.endsWith('.wasm') && name !== main);
const bundled = await bundleScript(made, chunks.length);
fit(path.join(made, main), bundled);
let { script } = bundled;
const names = new Map();
for (const module of [main, ...chunks]) {
  optimise(path.join(made, module), '--converge');
  copyFileSync(path.join(made, module), path.join(folder, module));
  names.set(module, nameByContent(module));
  script = script.replaceAll(module, names.get(module));
}
writeFileSync(path.join(folder, 'nianbao.js'), script);
copyFileSync('tools/too-old.js', path.join(folder, 'too-old.js'));

// The worker that reads and writes files, and the styles of what comes later: named in the page, asked for by nobody yet.
const worker = makeWorker();
optimise(path.join(worker, 'worker_bg.wasm'));
copyFileSync(path.join(worker, 'worker_bg.wasm'), path.join(folder, 'worker_bg.wasm'));
const workerScript = [path.join(worker, 'worker.js'), 'tools/worker.js'].map((name) => readFileSync(name, 'utf8')).join('\n');
const workerModule = nameByContent('worker_bg.wasm');
writeFileSync(path.join(folder, 'worker.js'), (await minify(workerScript)).replaceAll('worker_bg.wasm', workerModule));
writeFileSync(path.join(folder, 'later.css'), await bundleStyles(laterStyles));
const later = `<template id="later" data-worker="./${nameByContent('worker.js')}"><link rel="stylesheet" href="./${nameByContent('later.css')}"></template>`;

let page = readFileSync(path.join(folder, 'index.html'), 'utf8').replace(/ *<link data-trunk rel="rust".*?>\n/, '');
const sheets = [...page.matchAll(/ *<link rel="stylesheet" href="\.\/(.*?)".*?>\n/g)];
const styles = await bundleStyles(sheets.map(([, name]) => path.join(folder, name)));
for (const [tag, name] of sheets) {
  page = page.replace(tag, '');
  rmSync(path.join(folder, name));
}
writeFileSync(path.join(folder, 'style.css'), styles);
// The script and the main module are asked for at once, not one after the other.
const tags = `  <link rel="stylesheet" href="./${nameByContent('style.css')}">
  <link rel="preload" href="./${names.get(main)}" as="fetch" type="application/wasm" crossorigin>
  <script type="module" src="./${nameByContent('nianbao.js')}"></script>
  <script nomodule defer src="./${nameByContent('too-old.js')}"></script>
</head>`;
// The blank form of every edition, as the program draws it (tests/goldens/sheets), and what shows it.
const sheetsFolder = 'tests/goldens/sheets';
const blanks = readdirSync(sheetsFolder).sort().map((name) => readFileSync(path.join(sheetsFolder, name), 'utf8')).join('');
writeFileSync(path.join(folder, 'form.js'), await minify(readFileSync('tools/form.js', 'utf8')));
page = page.replace('</body>', () => `${blanks}${later}<script src="./${nameByContent('form.js')}"></script>\n</body>`);
page = page.replace('</head>', tags).replace('icon.svg', nameByContent('icon.svg'));
writeFileSync(path.join(folder, 'index.html'), page);
