// Starts the program: fetches, compiles and instantiates it, narrows the policy, runs it. Bundled with the
// glue, the loader of the chunks and what differs from place to place (hosted.js, alone.js).
import instantiate, { start } from 'program';
import { bytesOf, isMissing } from 'place';
import { narrowAtOnce, narrowWhenComplete } from './chunks.js';

const program = './nianbao_bg.wasm';

(async () => {
  narrowAtOnce();
  const bytes = await bytesOf(program);
  if (!bytes) return isMissing(program);
  await instantiate({ module_or_path: bytes });
  narrowWhenComplete();
  start();
  performance.mark('listens'); // for make bench
})().catch((error) => {
  console.error(error);
  if (document.getElementById('crash').hidden) document.getElementById('too-old').hidden = false;
});
