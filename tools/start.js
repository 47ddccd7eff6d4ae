// Starts the program: fetches, compiles and instantiates it, narrows the policy, runs it. finish-build.mjs
// fills in the two names. Served as a file of its own, since the page allows no inline script.
(async () => {
  const [program, bytes] = await Promise.all([
    import('./GLUE'),
    fetch('./MODULE').then((response) => {
      if (!response.ok) throw new Error(`./MODULE: ${response.status}`);
      return response.arrayBuffer();
    }),
  ]);
  // WebKit asks the policy when a module is instantiated too, not only when it is compiled.
  await program.default({ module_or_path: bytes });
  // Policies only ever narrow: from here on nothing evaluates text, nor compiles another module.
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "script-src 'self'; object-src 'none'";
  document.head.append(policy);
  program.start();
})().catch((error) => {
  console.error(error);
  if (document.getElementById('crash').hidden) document.getElementById('too-old').hidden = false;
});
