// The worker: reads files from outside and writes what the page does not write itself, one after the other. Bundled
// behind wasm-bindgen's glue, which gives `wasm_bindgen`. A program that failed does not go on: the page makes a
// new worker.
const program = './worker_bg.wasm';
const ready = wasm_bindgen({ module_or_path: program });

let turn = Promise.resolve();

onmessage = ({ data: [job, task, ...what] }) => {
  // A file is fetched from the disk while others are worked on; of many each is read when its turn comes.
  const fetched = (part) => part instanceof Blob && task !== 'gather' ? part.arrayBuffer() : part;
  const given = Promise.all(what.map(fetched));
  given.catch(() => {});
  turn = turn.then(() => work(job, task, given));
};

async function work(job, task, given) {
  try {
    await ready;
  } catch {
    // The program did not come, and the page says so.
    return postMessage([job, null, null, program]);
  }
  let what;
  try {
    what = (await given).map((part) => part instanceof ArrayBuffer ? new Uint8Array(part) : part);
  } catch {
    return postMessage([job, null, '浏览器读不出这个文件。请检查文件是否还在原处。']);
  }
  try {
    postMessage([job, wasm_bindgen[task](...what)]);
  } catch (error) {
    // A refusal is a sentence; whatever else is thrown is a failure.
    postMessage(typeof error === 'string' ? [job, null, error] : [job]);
  }
}
