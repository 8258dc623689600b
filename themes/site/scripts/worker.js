// A service worker: pages that were opened can be read again without a network.
//
// The network comes first; what is kept is shown only when the network gives no answer. Nothing
// is fetched ahead. All that is kept goes when the stamp changes. The lines before these, written
// with each release, say STAMP and LANG.
const MOST = 5_000_000; // bytes in all
const LARGEST = 1_000_000; // bytes of one file: a PDF is not a page
const SCOPE = registration.scope;
const PREFIX = `pages of ${SCOPE} `; // offline.js knows it too
const NAME = PREFIX + STAMP;

const bare = (url) => url.split(/[?#]/)[0];
const isPermanent = (url) => /\.[0-9a-f]{8}\.[0-9a-z]+$/.test(url); // its name has a digest

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(dropOthers().then(() => clients.claim())));
addEventListener("message", ({ data }) => keepAll(data));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(SCOPE)) event.respondWith(answer(event));
});

async function dropOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function answer(event) {
  const { request } = event;
  const url = bare(request.url);
  const cache = await caches.open(NAME);
  const known = isPermanent(url) && (await cache.match(url));
  if (known) return known;
  try {
    const reply = await fetch(request);
    const isSmall = Number(reply.headers.get("content-length")) <= LARGEST;
    if (reply.status === 200 && isSmall) event.waitUntil(keep(cache, url, reply.clone()));
    return reply;
  } catch {
    const kept = await cache.match(url);
    if (request.mode !== "navigate") return kept ?? Response.error();
    return kept ? marked(kept) : listed(cache);
  }
}

// What a page says it has loaded: those files are in the browser's own cache.
async function keepAll(urls) {
  const cache = await caches.open(NAME);
  for (const url of new Set(urls.map(bare))) {
    if (!url.startsWith(SCOPE) || (await cache.match(url))) continue;
    const reply = await fetch(url, { cache: "force-cache" });
    if (reply.status === 200) await keep(cache, url, reply);
  }
}

async function keep(cache, url, reply) {
  const body = await reply.arrayBuffer();
  if (body.byteLength > LARGEST) return;
  const headers = { "content-type": reply.headers.get("content-type"), "x-bytes": body.byteLength };
  await cache.put(url, new Response(body, { headers })); // in the old one's place, as the newest
  await trim(cache);
}

async function trim(cache) {
  const kept = [];
  for (const { url } of await cache.keys()) {
    const reply = await cache.match(url);
    kept.push({ url, bytes: Number(reply?.headers.get("x-bytes")) });
  }
  let total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { url, bytes } of kept) { // the oldest first; no page is read without style
    if (total <= MOST) break;
    if (isPermanent(url)) continue;
    await cache.delete(url);
    total -= bytes;
  }
}

// Each page carries the words that it is a saved copy, and hides them.
async function marked(reply) {
  const page = (await reply.text()).replace('class="saved" hidden', 'class="saved"');
  return new Response(page, { headers: reply.headers });
}

// Words and addresses are those of our own pages, and escaped in them.
async function listed(cache) {
  const links = [];
  let style = "";
  for (const { url } of await cache.keys()) {
    if (url.endsWith(".css")) style = `<link rel="stylesheet" href="${url}">`;
    const reply = await cache.match(url);
    if (!reply?.headers.get("content-type").startsWith("text/html")) continue;
    const title = (await reply.text()).match(/<title>(.*?)<\/title>/s)?.[1];
    links.push(`<li><a href="${url}">${title}</a></li>`);
  }
  const page = `<!doctype html><html lang="${LANG}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; font-src 'self'">
    <title>This page isn’t saved</title>${style}</head>
    <body><main class="own"><h1>This page isn’t saved</h1>
    <p>The network gives no answer. These pages were opened before, and are saved on this device:</p>
    <ul>${links.join("")}</ul></main></body></html>`;
  return new Response(page, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}
