// Begins the service worker that keeps opened pages (worker.js), and deletes what it has kept.
// A draft and a preview have none: they end one that an earlier version left at this address.
const workers = navigator.serviceWorker; // browsers have it on secure connections alone
const scope = new URL(site.root, location.href).href;

async function forget() {
  const names = (await caches.keys()).filter((name) => name.startsWith(`pages of ${scope} `));
  await Promise.all(names.map((name) => caches.delete(name)));
}

if (workers && site.worker) {
  // The worker is told what a page has loaded: it may have begun later, or the browser may have
  // gone past it, as Chromium does while a worker starts.
  const tell = () => {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    workers.controller?.postMessage([location.href, ...loaded]);
  };
  const tellAtTheEnd = () => {
    if (document.readyState === "complete") tell();
    else addEventListener("load", tell);
  };
  workers.addEventListener("controllerchange", tellAtTheEnd);
  if (workers.controller) tellAtTheEnd();
  workers.register(site.worker, { scope: site.root }).catch(() => { /* storage is refused */ });
  document.getElementById("_forget").addEventListener("click", async () => {
    await forget();
    document.getElementById("_forgotten").textContent = "They are deleted.";
  });
} else if (workers) {
  workers.getRegistration(scope).then(async (found) => {
    if (found?.scope === scope) await found.unregister();
    await forget(); // also on the next page: for this one the worker goes on to its end
  }).catch(() => { /* storage is refused */ });
}
