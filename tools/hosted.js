// The page on a server: its files are fetched, nothing but its own files may run, and a worker keeps them for when
// there is no network.

/** The policy while modules are made ready, and when all are there. */
export const policies = ["script-src 'self' 'wasm-unsafe-eval'; object-src 'none'", "script-src 'self'; object-src 'none'"];

/** The bytes of a file, or nothing. No `compileStreaming`: a server need not know the type of a module. */
export const bytesOf = (address) => fetch(address).then((response) => response.ok && response.arrayBuffer(), () => null);

/** Says that the page cannot start without a file; the words stand in the page (tools/missing.js). */
export const isMissing = (address) => missing(address);

/** What is done when everything is there. */
export const settle = () => import('./offline.js');
