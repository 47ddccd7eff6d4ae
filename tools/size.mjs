// Weighs the built page: every file with brotli, the single file as it is, against its budget in tools/budget.json. Fails if a file is over
// its budget or has none, or if all that comes with the first load is together over the limit. The limit is
// never raised; budgets are shifted between files, or lowered when one has become smaller.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const folder = process.argv[2] ?? 'dist';
const budget = JSON.parse(readFileSync(new URL('budget.json', import.meta.url)));
const weights = new Map();
for (const name of readdirSync(folder).filter((name) => !name.startsWith('.'))) {
  const plain = name.replace(/-[0-9a-f]{12}(?=\.)/, '');
  const bytes = readFileSync(path.join(folder, name));
  weights.set(plain, plain in budget.alone ? bytes.length : brotliCompressSync(bytes).length);
}

const complaints = [];
const digits = (number) => number.toLocaleString('en').padStart(9);
function line(name, bytes, allowed) {
  const over = bytes - allowed;
  console.log(`  ${name.padEnd(20)}${digits(bytes)} of${digits(allowed)}${digits(Math.abs(over))} ${over > 0 ? 'OVER' : 'left'}`);
  if (over > 0) complaints.push(`${name} is ${over} bytes over its budget of ${allowed}`);
}

// The single file is copied as it is, never sent compressed.
for (const [name, allowed] of Object.entries(budget.alone)) {
  console.log('The single file, bytes');
  line(name, weights.get(name) ?? 0, allowed);
  weights.delete(name);
}

let together = 0;
for (const part of ['first', 'later']) {
  console.log(`${part === 'first' ? 'The first load' : 'What comes later'}, bytes with brotli`);
  for (const [name, allowed] of Object.entries(budget[part])) {
    const bytes = weights.get(name);
    weights.delete(name);
    if (bytes === undefined) complaints.push(`${folder} holds no ${name}, and tools/budget.json does`);
    else line(name, bytes, allowed);
    if (part === 'first') together += bytes ?? 0;
  }
  if (part === 'first') line('together', together, budget.together);
}
for (const [name, bytes] of weights) complaints.push(`${name} (${bytes} bytes) has no budget`);

if (complaints.length > 0) {
  console.error(`\ntools/size.mjs: ${complaints.join('; ')}.`);
  process.exit(1);
}
