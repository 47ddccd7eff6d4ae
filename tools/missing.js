// Says which file of the page did not come: for scripts and styles the browser tells, for the program tools/start.js.
// Stands in the page itself, before what may be missing is waited for.
function missing(address) {
  const sentence = document.getElementById('missing');
  sentence.firstElementChild.textContent = address.split('/').pop();
  sentence.hidden = false;
}
addEventListener('error', ({ target }) => /^(LINK|SCRIPT)$/.test(target.nodeName) && missing(target.href || target.src), true);
// From a disk no browser loads modules, and not all of them tell.
if (location.protocol === 'file:') missing(document.querySelector('script[src]').src);
// The styles were waited for before this runs; of those that did not come Chromium makes an empty sheet.
else document.querySelectorAll('link[rel=stylesheet]').forEach((link) => link.sheet?.cssRules.length || missing(link.href));
