// The one post_build hook of Trunk: names every file by its content, so that a browser's cache never
// mixes two builds, and puts the loader into the page.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.env.TRUNK_STAGING_DIR;
const read = (name) => readFileSync(path.join(folder, name), 'utf8');

/** Renames a file by its content; returns the new name. */
function nameByContent(name) {
  const digest = createHash('sha256').update(readFileSync(path.join(folder, name))).digest('hex').slice(0, 12);
  const { name: stem, ext } = path.parse(name);
  const named = `${stem}-${digest}${ext}`;
  renameSync(path.join(folder, name), path.join(folder, named));
  return named;
}

let page = read('index.html');
for (const name of readdirSync(folder).filter((name) => /\.(css|svg)$/.test(name))) {
  page = page.replaceAll(`./${name}`, `./${nameByContent(name)}`);
}
const module = nameByContent('nianbao_bg.wasm');
const glue = nameByContent('nianbao.js');
const loader = readFileSync(new URL('start.js', import.meta.url), 'utf8');
writeFileSync(path.join(folder, 'start.js'), loader.replaceAll('GLUE', glue).replaceAll('MODULE', module));
const start = nameByContent('start.js');
copyFileSync(new URL('too-old.js', import.meta.url), path.join(folder, 'too-old.js'));
const tooOld = nameByContent('too-old.js');
// The three files are asked for at once, not one after the other.
const tags = `<link rel="preload" href="./${module}" as="fetch" type="application/wasm" crossorigin>
<link rel="modulepreload" href="./${glue}">
<script type="module" src="./${start}"></script>
<script nomodule defer src="./${tooOld}"></script>
</head>`;
writeFileSync(path.join(folder, 'index.html'), page.replace('</head>', tags));
