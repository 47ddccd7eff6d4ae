// The one post_build hook of Trunk: makes the program and the scripts that start it, names every file by its
// content, so that a browser's cache never mixes two builds, and writes the names where they are used. What is made
// for the network goes on to the single file (one-file.mjs), and all of it is kept by digest (offline.mjs).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleScript, bundleStyles, minify } from './bundle.mjs';
import { writeChecksums, writeOffline } from './offline.mjs';
import { oneFile } from './one-file.mjs';
import { fit, makeModules, makeWorker, optimise } from './program.mjs';

const folder = process.env.TRUNK_STAGING_DIR;
const main = 'nianbao_bg.wasm';
/** Styles of pages that nobody sees first. */
const laterStyles = ['texts', 'import', 'last-year', 'downloads', 'publication', 'document', 'preview', 'picture', 'reports']
  .map((name) => `style/${name}.css`);

const inFolder = (name) => path.join(folder, name);
const sha256 = (content, encoding) => createHash('sha256').update(content).digest(encoding);
const integrity = (name) => `sha256-${sha256(readFileSync(inFolder(name)), 'base64')}`;
const read = (name) => readFileSync(name, 'utf8');

/** Renames a file by its content; returns the new name. */
function nameByContent(name) {
  const { name: stem, ext } = path.parse(name);
  const named = `${stem}-${sha256(readFileSync(inFolder(name)), 'hex').slice(0, 12)}${ext}`;
  renameSync(inFolder(name), inFolder(named));
  return named;
}

/** Writes a file, and names it by its content. */
function write(name, content) {
  writeFileSync(inFolder(name), content);
  return nameByContent(name);
}

/** The version, and what it was built from: NIANBAO_COMMIT, else what git says. */
function buildWords() {
  const version = /^version = "(.*)"$/m.exec(read('Cargo.toml'))[1];
  const git = ['describe', '--always', '--abbrev=12', '--exclude=*', '--dirty'];
  const commit = process.env.NIANBAO_COMMIT ?? execFileSync('git', git, { encoding: 'utf8' }).trim();
  return `${version}（${commit}）`;
}

// The program.
const made = makeModules();
const chunks = readdirSync(made).filter((name) => name.endsWith('.wasm') && name !== main);
const bundled = await bundleScript(made, chunks.length);
fit(path.join(made, main), bundled);
const modules = new Map();
for (const module of [main, ...chunks]) {
  optimise(path.join(made, module), '--converge');
  copyFileSync(path.join(made, module), inFolder(module));
  modules.set(module, nameByContent(module));
}
const offline = write('offline.js', await minify(read('tools/offline.js')));
let script = bundled.hosted.replace('./offline.js', `./${offline}`);
for (const [module, named] of modules) script = script.replaceAll(module, named);
script = write('nianbao.js', script);

// The worker that reads and writes files, and the styles of what comes later: named in the page, asked for by nobody yet.
const worker = makeWorker();
optimise(path.join(worker, 'worker_bg.wasm'));
copyFileSync(path.join(worker, 'worker_bg.wasm'), inFolder('worker_bg.wasm'));
const workerScript = await minify([path.join(worker, 'worker.js'), 'tools/worker.js'].map(read).join('\n'));
const workerModule = nameByContent('worker_bg.wasm');
const workerFile = write('worker.js', workerScript.replaceAll('worker_bg.wasm', workerModule));
const later = await bundleStyles(laterStyles);
const laterFile = write('later.css', later);

// The page, without what differs between a server and a single file; with the blank form of every edition, as the
// program draws it (tests/goldens/sheets), and what shows it.
let page = read(inFolder('index.html')).replace(/ *<link data-trunk rel="rust".*?>\n/, '').replace(/ *<!--[^]*?-->\n/g, '');
const sheets = [...page.matchAll(/ *<link rel="stylesheet" href="\.\/(.*?)".*?>\n/g)];
const styles = await bundleStyles(sheets.map(([, name]) => inFolder(name)));
for (const [tag, name] of sheets) {
  page = page.replace(tag, '');
  rmSync(inFolder(name));
}
const sheetsFolder = 'tests/goldens/sheets';
const blanks = readdirSync(sheetsFolder).sort().map((name) => read(path.join(sheetsFolder, name))).join('');
page = page.replace('</body>', () => `${blanks}</body>`);
const tooOld = read('tools/too-old.js');
const form = read('tools/form.js');
const build = buildWords();
const icon = nameByContent('icon.svg');

writeFileSync(inFolder('nianbao.html'), oneFile(page, {
  script: bundled.alone,
  form: await minify(form),
  tooOld: await minify(tooOld),
  styles: [styles, later],
  modules: [...modules].map(([name, file]) => [`./${name}`, readFileSync(inFolder(file))]),
  worker: [workerScript, './worker_bg.wasm', readFileSync(inFolder(workerModule))],
  icon: readFileSync(inFolder(icon)),
  build,
}));

// The page on a server. What it says of missing files stands in it: it may be all that came. The script and the main
// module are asked for at once, not one after the other.
const [style, old] = [write('style.css', styles), write('too-old.js', tooOld)];
const standing = (await minify(`${read('tools/missing.js')}\n${form}`)).trim();
page = page
  .replace("script-src 'self'", `script-src 'self' 'sha256-${sha256(standing, 'base64')}'`)
  .replace('icon.svg', icon)
  .replace('</head>', `  <link rel="stylesheet" href="./${style}" integrity="${integrity(style)}">
  <link rel="preload" href="./${modules.get(main)}" as="fetch" type="application/wasm" crossorigin>
  <script type="module" src="./${script}" integrity="${integrity(script)}"></script>
  <script nomodule defer src="./${old}" integrity="${integrity(old)}"></script>
</head>`)
  .replace('</body>', () => `<template id="later" data-worker="./${workerFile}" data-build="${build}"><link rel="stylesheet" href="./${laterFile}"></template><script>${standing}</script>
</body>`);
writeFileSync(inFolder('index.html'), page);

copyFileSync('tools/headers.txt', inFolder('_headers'));
await writeOffline(folder, icon);
writeChecksums(folder);
