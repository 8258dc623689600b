// Makes a form of the lists: the answer is the path on the page of the chosen stage and interest.
// What was chosen is in the address, so that it can be sent on.
const form = document.getElementById("_finder");
const links = document.getElementById("_links");
const answer = document.getElementById("_answer");
const status = document.getElementById("_status");
const NAMES = ["stage", "interest", "role"];
let asked = "";

const chosen = () => Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));

function shown(page, address, role) {
  const path = page.getElementById(role).cloneNode(true);
  for (const link of path.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), address);
  const own = document.createElement("p");
  const link = document.createElement("a");
  link.href = `${address}#${role}`;
  link.textContent = `This path on a page of its own: ${page.querySelector("h1").textContent}`;
  own.append(link);
  path.append(own);
  return path;
}

async function find() {
  const { stage, interest, role } = chosen();
  if (!stage || !interest) {
    status.textContent = "Choose one in each list.";
    return;
  }
  const query = new URLSearchParams({ stage, interest, role }).toString();
  asked = query;
  history.replaceState(null, "", `?${query}`);
  const address = new URL(`${stage}/${interest}/`, document.baseURI.split("?")[0]);
  const reply = await fetch(address);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  if (asked !== query) return;
  const path = shown(page, address, role);
  answer.replaceChildren(path);
  status.textContent = `${path.querySelectorAll("li").length} steps, below.`;
}

function follow() {
  const { stage, interest, role } = chosen();
  find().catch(() => location.assign(`${stage}/${interest}/#${role}`));
}

const before = new URLSearchParams(location.search);
for (const name of NAMES) {
  for (const input of form.elements[name]) input.checked = input.value === before.get(name) || (input.checked && !before.has(name));
}
form.hidden = false;
links.hidden = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  follow();
});
form.addEventListener("change", () => {
  const { stage, interest } = chosen();
  if (stage && interest) follow();
});
if (before.get("stage") && before.get("interest")) follow();
