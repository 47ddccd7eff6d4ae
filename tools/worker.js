// The worker: reads files from outside and writes what the page does not write itself, one after the other. Bundled
// behind wasm-bindgen's glue, which gives `wasm_bindgen`. A program that failed does not go on: the page makes a
// new worker.
const program = './worker_bg.wasm';
const ready = wasm_bindgen({ module_or_path: program });

/** So many files are in memory at once. */
const AHEAD = 8;
const jobs = [];
let isWorking = false;

onmessage = ({ data }) => {
  jobs.push({ data });
  if (!isWorking) workAll();
};

async function workAll() {
  isWorking = true;
  while (jobs.length > 0) {
    // A file is fetched from the disk while others are worked on; of many each is read when its turn comes.
    for (const next of jobs.slice(0, AHEAD)) {
      const [, task, ...what] = next.data;
      const fetched = (part) => part instanceof Blob && task !== 'gather' ? part.arrayBuffer() : part;
      next.given = next.given || Promise.all(what.map(fetched));
      next.given.catch(() => {});
    }
    const { data: [job, task], given } = jobs.shift();
    await work(job, task, given);
  }
  isWorking = false;
}

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
