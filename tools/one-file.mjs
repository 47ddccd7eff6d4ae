// Makes the page a single file that opens from a disk: everything stands in it, and its policy lets nothing in and
// nothing out but what stands in it, by its digest. Modules stand as base64 in blocks that no browser runs.
import { createHash } from 'node:crypto';

const digest = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A text that may stand between the tags of a script or a style. */
function inside(text) {
  const trimmed = text.trim();
  const end = /<\/(script|style)|<!--/i.exec(trimmed);
  if (end) throw new Error(`“${end[0]}” cannot stand in a single file`);
  return trimmed;
}

/**
 * The single file of a page. `modules` are pairs of an address by which the script asks and its bytes; `worker` is the
 * script of the worker, the address in it, and the module that takes its place.
 */
export function oneFile(page, { script, form, tooOld, styles, modules, worker, icon, build }) {
  const [program, shown, old] = [script, form, tooOld].map(inside);
  const style = inside(styles.join(''));
  const policy = [
    "default-src 'none'",
    `script-src ${[program, shown, old].map(digest).join(' ')} 'unsafe-eval' 'wasm-unsafe-eval'`,
    `style-src ${digest(style)}`,
    'img-src data: blob:',
    "connect-src 'none'",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const [workerScript, address, module] = worker;
  if (!workerScript.includes(`"${address}"`)) throw new Error(`the worker does not ask for ${address}`);
  const bytes = `Uint8Array.from(atob("${module.toString('base64')}"),c=>c.charCodeAt(0))`;
  const block = (id, text) => `<script type="text/plain" id="${id}">${text}</script>\n`;
  const blocks = [
    ...modules.map(([name, content]) => block(name, content.toString('base64'))),
    block('worker', inside(workerScript.replace(`"${address}"`, () => bytes))),
  ];
  return page
    .replace(/(http-equiv="Content-Security-Policy" content=").*?"/, (_, before) => `${before}${policy}"`)
    .replace(/<link rel="icon".*?>/, `<link rel="icon" href="data:image/svg+xml;base64,${icon.toString('base64')}">`)
    .replace('</head>', () => `  <style>${style}</style>\n</head>`)
    .replace('</body>', () => `<template id="later" data-build="${build}" data-alone></template><script>${shown}</script>
<script type="module">${program}</script>
<script nomodule>${old}</script>
${blocks.join('')}</body>`);
}
