// Fetches modules, and narrows the policy when the last one is there: WebKit asks the policy also when a module
// is instantiated. Policies only ever narrow: afterwards nothing evaluates text, nor compiles another module.

/** How many chunks have still to come. The build fills in the number. */
let missing = CHUNKS;

const narrow = (script) => {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `script-src ${script}; object-src 'none'`;
  document.head.append(policy);
};

/** Refuses to evaluate text, where the browser has a word for modules alone. `toSorted` is younger than that word. */
export const narrowAtOnce = () => {
  if ('toSorted' in Array.prototype) narrow("'self' 'wasm-unsafe-eval'");
};

/** Refuses to compile anything more, if nothing has still to come. */
export const narrowWhenComplete = () => {
  if (missing === 0) narrow("'self'");
};

/** The bytes of a file. No `compileStreaming`: a server need not know the type of a module. */
export const bytesOf = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
};

/** What the loader of the chunks calls for each of them: a function that instantiates it. */
export const chunk = (address) => {
  const bytes = bytesOf(address);
  return async (imports) => {
    const { instance } = await WebAssembly.instantiate(await bytes, imports);
    missing -= 1;
    narrowWhenComplete();
    return instance;
  };
};
