// Answers for the page when it was visited before: every visit gets one build, whole, with the network or without. The
// build fills in the names of its files with their digests; a build is kept only when every file is the one it names,
// so that a host that is being updated is not kept half. A new build waits until the page asks it to take over.
const files = FILES;
const build = BUILD;

/** The addresses of the page itself. */
const { scope } = registration;
const pages = [scope, `${scope}index.html`];

/** Whether a file is of this build, or may be of another one. */
const isOurs = (file) => file in files || /^[\w-]+-[0-9a-f]{12}\.\w+$/.test(file);

/** Other pages of this host have caches of their own. */
const ours = `nianbao:${scope}:`;
const name = ours + build;

/** Fetches a file, as it is named in the build and no other. */
async function get(file, integrity) {
  const response = await fetch(new URL(file, scope), { integrity, cache: 'no-cache' });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  // A page that was redirected is no answer to who asks for the page.
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
}

/** Fetches what is not here yet: what broke off goes on at the next visit. The page comes last, and says that all is here. */
async function fill() {
  const cache = await caches.open(name);
  await Promise.all(
    Object.entries(files).map(async ([file, digest]) => {
      const address = new URL(file, scope);
      if (!(await cache.match(address))) await cache.put(address, await get(file, digest));
    }),
  );
  // Some servers know no page of a folder.
  await cache.put(scope, await get('', PAGE).catch(() => get('index.html', PAGE)));
}

/** Removes older builds but the last whole one: a tab may still be open on it and ask for its files. */
async function tidy() {
  let last;
  for (const key of await caches.keys()) {
    if (!key.startsWith(ours) || key === name) continue;
    const isWhole = await (await caches.open(key)).match(scope);
    await (isWhole ? last && caches.delete(last) : caches.delete(key));
    if (isWhole) last = key;
  }
}

/** A file of this build, else of an older one, else from the network. */
async function answer(request, address) {
  const kept = await (await caches.open(name)).match(address);
  if (kept) return kept;
  for (const key of await caches.keys()) {
    const older = key.startsWith(ours) && address !== scope && (await (await caches.open(key)).match(address));
    if (older) return older;
  }
  return fetch(request);
}

oninstall = (event) => event.waitUntil(fill());
onactivate = (event) => event.waitUntil(tidy());
onmessage = () => skipWaiting();
onfetch = (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/)[0];
  if (request.method !== 'GET') return;
  if (pages.includes(address)) event.respondWith(answer(request, scope));
  else if (address.startsWith(scope) && isOurs(address.slice(scope.length))) event.respondWith(answer(request, address));
};
