// Searches the index that MkDocs wrote: every word asked for must begin a word of the text.
// A match in a title counts more than one in the text.
const form = document.querySelector("form.large");
const status = document.getElementById("_found");
const results = document.getElementById("_results");
const MOST = 50;
const AROUND = 90;

const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) => bare(text).match(/[\p{L}\p{N}][\p{L}\p{N}.]*/gu) ?? [];
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

function score(entry, asked) {
  let total = 0;
  for (const word of asked) {
    const begins = (text) => words(text).filter((own) => own.startsWith(word)).length;
    const found = 10 * begins(entry.title) + Math.min(begins(entry.text), 5);
    if (!found) return 0;
    total += found;
  }
  return total;
}

function excerpt(text, asked) {
  const at = Math.max(0, bare(text).search(new RegExp(`(?<![\\p{L}\\p{N}])${asked[0].replaceAll(".", "\\.")}`, "u")));
  const from = Math.max(0, text.lastIndexOf(" ", at - AROUND / 3) + 1);
  const to = text.indexOf(" ", from + AROUND * 2);
  return (from ? "… " : "") + text.slice(from, to < 0 ? undefined : to) + (to < 0 ? "" : " …");
}

function show(entry, asked) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = site.root + entry.location;
  link.textContent = entry.title;
  const text = document.createElement("p");
  text.textContent = excerpt(entry.text, asked);
  item.append(link, text);
  return item;
}

async function search(query) {
  const asked = words(query);
  if (!asked.length) return;
  status.textContent = "Searching …";
  const { docs } = await (await fetch(site.index)).json();
  const ranked = docs
    .map(({ location, title, text }) => ({ location, title: plain(title), text: plain(text).replace(/\s+/g, " ").trim() }))
    .map((entry) => ({ entry, score: score(entry, asked) }))
    .filter(({ score }) => score)
    .sort((one, other) => other.score - one.score);
  const count = ranked.length === 1 ? "1 place" : `${ranked.length} places`;
  status.textContent = ranked.length
    ? `${count} found for “${query}”${ranked.length > MOST ? `; the best ${MOST} are here` : ""}.`
    : `Nothing found for “${query}”. Try fewer words, or their beginnings.`;
  results.replaceChildren(...ranked.slice(0, MOST).map(({ entry }) => show(entry, asked)));
}

if (form) {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  form.hidden = false;
  form.elements.q.value = query;
  search(query).catch(() => { status.textContent = "The index could not be loaded. The contents list works without it."; });
}
