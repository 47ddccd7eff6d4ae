// Keeps the page for when there is no network, where the browser allows it (https, and this machine), by
// tools/service-worker.js; and offers a new version, which waits for a click. Comes when everything else is there.
const { serviceWorker } = navigator;

/** Puts the offer on the page. */
function offer(registration) {
  if (document.getElementById('update') || !registration.waiting || !serviceWorker.controller) return;
  const offered = document.createElement('button');
  offered.id = 'update';
  offered.className = 'button button--main update';
  offered.textContent = '有新版本，点此更新';
  offered.onclick = () => {
    // The program saves what it has, as it does when the page is left.
    dispatchEvent(new Event('pagehide'));
    // Another tab may have been faster.
    if (!registration.waiting) return location.reload();
    serviceWorker.oncontrollerchange = () => location.reload();
    registration.waiting.postMessage('take over');
  };
  const place = document.createElement('div');
  place.setAttribute('role', 'status');
  document.body.append(place);
  // What comes into a region that stands is read aloud.
  setTimeout(() => place.append(offered), 100);
}

async function keep() {
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = './manifest.webmanifest';
  document.head.append(manifest);
  const registration = await serviceWorker.register('./service-worker.js', { updateViaCache: 'none' });
  const look = () => offer(registration);
  registration.onupdatefound = () => {
    registration.installing.onstatechange = look;
  };
  look();
  // A page that stays open for days looks for a new version when it is looked at.
  document.addEventListener('visibilitychange', () => document.hidden || registration.update().catch(() => {}));
}

// Where it is refused, or the network is gone, the page works as it did before.
if (serviceWorker) keep().catch(() => {});
