// The worker that reads files from outside, one after the other. Bundled behind wasm-bindgen's glue, which gives
// `wasm_bindgen`. A program that failed does not go on: the page makes a new worker.
const ready = wasm_bindgen({ module_or_path: './reader_bg.wasm' });

onmessage = async ({ data: [job, name, bytes] }) => {
  try {
    await ready;
    postMessage([job, wasm_bindgen.read(name, new Uint8Array(bytes))]);
  } catch (error) {
    // A refusal is a sentence; whatever else is thrown is a failure.
    postMessage(typeof error === 'string' ? [job, null, error] : [job]);
  }
};
