// Starts the program: fetches, compiles and instantiates it, narrows the policy, runs it. Bundled with the
// glue and the loader of the chunks into one file, since the page allows no inline script.
import instantiate, { start } from 'program';
import { bytesOf, narrowAtOnce, narrowWhenComplete } from './chunks.js';

(async () => {
  narrowAtOnce();
  await instantiate({ module_or_path: await bytesOf('./nianbao_bg.wasm') });
  narrowWhenComplete();
  start();
  performance.mark('listens'); // for make bench
})().catch((error) => {
  console.error(error);
  if (document.getElementById('crash').hidden) document.getElementById('too-old').hidden = false;
});
