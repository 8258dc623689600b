// Searches every passage of the publication. The index (see search.py) is fetched when a reader
// turns to a search field, or comes with words in the page's address; not before.
//
// A section is found if it has all words asked for, or the beginnings of words. A term of the
// glossary stands for its synonyms, too. Words are divided as the page's language does it.
const MOST = 30; // sections
const PASSAGES = 3; // of each
const AROUND = 90; // characters on both sides of a word

const language = document.documentElement.lang;
const segmenter = new Intl.Segmenter(language, { granularity: "word" });
const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
const words = (text) => [...segmenter.segment(text)]
  .filter(({ isWordLike }) => isWordLike)
  .map(({ segment, index }) => ({ word: bare(segment), from: index, to: index + segment.length }));
const only = (found) => found.map(({ word }) => word);

let loading;
function load() {
  loading ??= fetch(site.index).then((reply) => reply.json()).then(prepare);
  return loading;
}

function prepare({ docs, sections, synonyms }) {
  for (const doc of docs) {
    const section = sections[doc.section];
    if (!section.docs) { // the first is the section itself
      section.docs = [];
      doc.title = words(section.title);
      doc.number = section.number ?? "";
    }
    section.docs.push(doc);
    doc.words = words(doc.text);
    doc.key = bare(doc.number ?? "");
  }
  const known = synonyms.map((terms) => ({ terms, forms: terms.map((term) => only(words(term))) }));
  return { sections, synonyms: known };
}

// What is asked for, piece by piece. Of each one form has to be found, or its number; a form is a
// list of words.
function needles(query, synonyms) {
  const pieces = query.split(/\s+/)
    .map((part) => ({ number: bare(part), form: only(words(part)) }))
    .filter(({ form }) => form.length);
  const found = [];
  while (pieces.length) {
    const ahead = pieces.flatMap(({ form }) => form);
    const isNext = (form) => form.every((word, place) => ahead[place] === word);
    const same = synonyms.find(({ forms }) => forms.some(isNext));
    const { number, form } = pieces[0];
    found.push({ number, ...(same ?? { terms: [], forms: [form] }) });
    let taken = Math.max(0, ...(same?.forms.filter(isNext).map(({ length }) => length) ?? []));
    do taken -= pieces.shift().form.length; while (taken > 0);
  }
  return found;
}

// Where in a list of words a form stands; its last word may be the beginning of one.
function place(list, form) {
  const last = form.length - 1;
  return list.findIndex((_, at) => form.every((word, more) =>
    more < last ? list[at + more]?.word === word : list[at + more]?.word.startsWith(word)));
}

// What a passage has of a needle: the words' first place, and how much they weigh.
function hit(doc, { number, forms }) {
  let best = doc.key === number ? { at: -1, weight: 50 } : null;
  for (const form of forms) {
    const at = place(doc.words, form);
    const weight = (doc.title && place(doc.title, form) >= 0 ? 20 : 0)
      + (at < 0 ? 0 : 2 + (doc.words[at + form.length - 1].word === form.at(-1) ? 1 : 0));
    if (weight > (best?.weight ?? 0)) best = { at, to: at + form.length - 1, weight };
  }
  return best;
}

function look(section, asked, all) {
  const passages = section.docs.map((doc) => {
    const hits = asked.map((needle) => hit(doc, needle));
    const met = hits.filter(Boolean);
    return { doc, hits, weight: met.reduce((sum, one) => sum + one.weight, 0) * met.length };
  });
  const met = asked.filter((_, needle) => passages.some(({ hits }) => hits[needle]));
  if (!met.length || (all && met.length < asked.length)) return null;
  const best = passages.filter(({ weight }) => weight).sort((one, other) => other.weight - one.weight);
  const weight = met.length * 1000 + best[0].weight * 10 + Math.min(best.length, 9);
  return { section, weight, passages: best.slice(0, PASSAGES) };
}

function find(asked, sections) {
  const looked = (all) => sections.map((section) => look(section, asked, all)).filter(Boolean)
    .sort((one, other) => other.weight - one.weight);
  const all = looked(true);
  return all.length ? { found: all, all: true } : { found: looked(false), all: false };
}

// --- What is shown ---

function element(name, options, ...content) {
  const made = Object.assign(document.createElement(name), options);
  made.append(...content);
  return made;
}

// Some words around those that were found, which are marked.
function excerpt({ doc, hits }) {
  const marks = hits.filter((one) => one?.at >= 0)
    .map(({ at, to }) => [doc.words[at].from, doc.words[to].to])
    .sort(([one], [other]) => one - other);
  const middle = marks[0]?.[0] ?? 0;
  const from = middle < AROUND ? 0 : doc.text.lastIndexOf(" ", middle - AROUND / 2) + 1;
  const end = doc.text.indexOf(" ", Math.max(from, middle) + 2 * AROUND);
  const to = end < 0 ? doc.text.length : end;
  const parts = [from ? "… " : ""];
  let done = from;
  for (const [start, stop] of marks) {
    if (start < done || stop > to) continue;
    parts.push(doc.text.slice(done, start), element("mark", {}, doc.text.slice(start, stop)));
    done = stop;
  }
  return [...parts, doc.text.slice(done, to), end < 0 ? "" : " …"];
}

function shown({ section, passages }) {
  const [first] = section.docs;
  const lines = passages.filter(({ doc }) => doc !== first).map((passage) => {
    const { location: address, number = "", lang = "" } = passage.doc;
    return element("li", { lang }, element("a", { href: site.root + address },
      element("span", { className: "number" }, number), " ", ...excerpt(passage)));
  });
  return element("li", { lang: section.lang ?? "" },
    element("h2", {}, element("a", { href: site.root + first.location }, [section.number, section.title].filter(Boolean).join(" "))),
    element("p", { className: "facts", lang: language }, section.part),
    element("ul", { className: "bare" }, ...lines));
}

function said(query, { found, all }, asked) {
  if (!found.length) return `Nothing was found for “${query}”. Try fewer words, or their beginnings.`;
  const count = found.length === 1 ? "1 section has" : `${found.length} sections have`;
  const which = all ? `${count} “${query}”` : `No section has all of “${query}”; ${count} some of it`;
  const others = asked.flatMap(({ terms }) => terms).filter((term) => !bare(query).includes(bare(term)));
  const also = others.map((term) => `“${term}”`).join(", ");
  const best = found.length > MOST ? `; the best ${MOST} are here` : "";
  return `${which}${best}.${also ? ` Looked for as well: ${also}.` : ""}`;
}

async function search(query) {
  const status = document.getElementById("_found");
  const { sections, synonyms } = await load();
  const asked = needles(query, synonyms);
  if (!asked.length) return;
  const result = find(asked, sections);
  status.textContent = said(query, result, asked);
  document.getElementById("_results").replaceChildren(...result.found.slice(0, MOST).map(shown));
}

const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
for (const field of document.querySelectorAll("form.search input")) {
  field.addEventListener("focus", () => load().catch(() => { loading = undefined; }), { once: true });
  field.value = query;
}
if (query && document.getElementById("_found")) {
  search(query).catch(() => {
    document.getElementById("_found").textContent = "Search could not be loaded. Every section is in the contents.";
  });
}
