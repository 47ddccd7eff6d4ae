// Instantiates chunks, and narrows the policy when the last one is there: WebKit asks the policy also when a module
// is instantiated. Policies only ever narrow: afterwards nothing evaluates text, nor, on a server, compiles another
// module.
import { bytesOf, policies, settle } from 'place';

/** How many chunks have still to come. The build fills in the number. */
let missing = CHUNKS;

const narrow = (content) => {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = content;
  document.head.append(policy);
};

/** Refuses to evaluate text, where the browser has a word for modules alone. `toSorted` is younger than that word. */
export const narrowAtOnce = () => {
  if ('toSorted' in Array.prototype) narrow(policies[0]);
};

/** Refuses to compile anything more, if nothing has still to come. */
export const narrowWhenComplete = () => {
  if (missing) return;
  narrow(policies[1]);
  settle();
};

/** What the loader of the chunks calls for each of them: a function that instantiates it. */
export const chunk = (address) => {
  const bytes = bytesOf(address);
  return async (imports) => {
    const code = await bytes;
    // The program says it (app::origin).
    if (!code) document.getElementById('later').dataset.missing = address.slice(2);
    const { instance } = await WebAssembly.instantiate(code, imports);
    missing -= 1;
    narrowWhenComplete();
    return instance;
  };
};
