// The worker: reads files from outside and writes what the page does not write itself, one after the other. Bundled
// behind wasm-bindgen's glue, which gives `wasm_bindgen`. A program that failed does not go on: the page makes a
// new worker.
const program = './worker_bg.wasm';
const ready = wasm_bindgen({ module_or_path: program });

onmessage = async ({ data: [job, task, ...what] }) => {
  try {
    await ready;
  } catch {
    // The program did not come, and the page says so.
    return postMessage([job, null, null, program]);
  }
  try {
    postMessage([job, wasm_bindgen[task](...what)]);
  } catch (error) {
    // A refusal is a sentence; whatever else is thrown is a failure.
    postMessage(typeof error === 'string' ? [job, null, error] : [job]);
  }
};
