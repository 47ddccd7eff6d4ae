// Prints the licences of everything that is inside the built page: every crate that the program or the worker is
// compiled from, with the texts that came with it. A text that several crates bring stands once.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const args = ['metadata', '--locked', '--offline', '--format-version=1', '--filter-platform=wasm32-unknown-unknown'];
const metadata = JSON.parse(execFileSync('cargo', args, { maxBuffer: 1 << 28 }));
const packages = new Map(metadata.packages.map((one) => [one.id, one]));
const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));

/** Whether what a crate is compiled to ends in the program: macros run while it is built. */
const isMacro = (id) => packages.get(id).targets.some(({ kind }) => kind.includes('proc-macro'));

const inside = new Set();
function visit(id) {
  if (inside.has(id) || isMacro(id)) return;
  inside.add(id);
  for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
    if (kinds.some(({ kind }) => kind === null)) visit(pkg);
  }
}
visit(metadata.resolve.root);

const texts = new Map();
const lines = [];
for (const one of [...inside].map((id) => packages.get(id)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
  const name = `${one.name} ${one.version}`;
  lines.push(`${name}: ${one.license ?? 'see its text below'}${one.repository ? ` (${one.repository})` : ''}`);
  const folder = path.dirname(one.manifest_path);
  for (const file of readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|unlicense)/i.test(file)).sort()) {
    let text;
    try {
      text = readFileSync(path.join(folder, file), 'utf8').trim();
    } catch {
      continue; // a folder
    }
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
}
console.log(`What is inside the page, and under which licence\n\n${lines.join('\n')}`);
for (const [text, names] of texts) console.log(`\n${'='.repeat(72)}\n${names.join(', ')}\n\n${text}`);
