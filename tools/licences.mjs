// Prints the licences of everything that is inside the built page: every crate that the program or the worker is
// compiled from, with the texts that came with it. A text that several crates bring stands once.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inside } from './inside.mjs';

const texts = new Map();
const lines = [];
for (const one of inside().crates) {
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
