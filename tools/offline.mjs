// What keeps a build whole: the service worker with the digest of every file, the manifest of the page, and
// SHA256SUMS for whoever copies the folder.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from './bundle.mjs';

/** What the page does not ask for, so that it is not kept for when there is no network. */
const notKept = ['_headers', 'index.html', 'nianbao.html', 'service-worker.js', 'SHA256SUMS'];

const names = (folder) => readdirSync(folder).filter((name) => !name.startsWith('.')).sort();
const digest = (folder, name, encoding) =>
  createHash('sha256').update(readFileSync(path.join(folder, name))).digest(encoding);

/** Writes the manifest, and the service worker that keeps every file of the folder. */
export async function writeOffline(folder, icon) {
  const manifest = {
    id: './',
    start_url: './',
    scope: './',
    name: '政府信息公开工作年度报告',
    short_name: '年报',
    lang: 'zh-CN',
    display: 'standalone',
    background_color: '#f1efea',
    theme_color: '#9c1f1f',
    icons: [{ src: `./${icon}`, type: 'image/svg+xml', sizes: 'any' }],
  };
  writeFileSync(path.join(folder, 'manifest.webmanifest'), `${JSON.stringify(manifest, null, 2)}\n`);
  const integrity = (name) => `sha256-${digest(folder, name, 'base64')}`;
  const page = integrity('index.html');
  const kept = names(folder).filter((name) => !notKept.includes(name));
  const files = Object.fromEntries(kept.map((name) => [name, integrity(name)]));
  const build = createHash('sha256').update(page + JSON.stringify(files)).digest('hex').slice(0, 12);
  const known = { FILES: files, PAGE: page, BUILD: build };
  const script = readFileSync('tools/service-worker.js', 'utf8').replace(/\b(FILES|PAGE|BUILD)\b/g, (word) => JSON.stringify(known[word]));
  writeFileSync(path.join(folder, 'service-worker.js'), await minify(script));
}

/** Writes the digest of every file, as `sha256sum --check` reads it. */
export function writeChecksums(folder) {
  const lines = names(folder).filter((name) => name !== 'SHA256SUMS').map((name) => `${digest(folder, name, 'hex')}  ${name}\n`);
  writeFileSync(path.join(folder, 'SHA256SUMS'), lines.join(''));
}

// usage: node tools/offline.mjs FOLDER   After a file of a built folder was changed by hand.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  await writeOffline(folder, names(folder).find((name) => name.startsWith('icon-')));
  writeChecksums(folder);
}
