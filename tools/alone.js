// The page in a single file: everything stands in it, nothing is fetched. What the worker is made of does not count
// as script until it is wanted; a worker made from a Blob follows the policy of the page, so that modules can be
// compiled for as long as it lives.

const narrow = "script-src 'wasm-unsafe-eval'; worker-src blob:; object-src 'none'";

/** The policy while modules are made ready, and when all are there. */
export const policies = [narrow, ''];

/** The bytes of a file that stands in the page. */
export const bytesOf = async (address) => {
  const file = document.getElementById(address);
  const text = atob(file.textContent);
  file.remove();
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
};

/** Nothing is missing in a single file. */
export const isMissing = () => {};

/** What is done when everything is there: the worker gets an address. */
export const settle = () => {
  const worker = document.getElementById('worker');
  const script = new Blob([worker.textContent], { type: 'text/javascript' });
  document.getElementById('later').dataset.worker = URL.createObjectURL(script);
  worker.remove();
};
