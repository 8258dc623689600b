// Display choices. They are attributes of the root, which style sheets know, and are kept on this
// device; the lines in the page's head (first.js) set them before anything is painted.
const KEY = "display-choices";
const root = document.documentElement;
const panel = document.getElementById("_choices");
const controls = [...panel.querySelectorAll("input")];

function kept() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
}

function keep(chosen) {
  try {
    if (Object.keys(chosen).length) localStorage.setItem(KEY, JSON.stringify(chosen));
    else localStorage.removeItem(KEY);
  } catch { /* storage is refused: the choice holds for this page */ }
}

function apply(chosen) {
  for (const { name, type, value } of controls) {
    if (chosen[name]) root.dataset[name] = chosen[name];
    else delete root.dataset[name];
  }
  for (const control of controls) control.checked = (chosen[control.name] ?? "") === control.value;
}

function chosen() {
  const checked = controls.filter((control) => control.checked && control.value);
  return Object.fromEntries(checked.map(({ name, value }) => [name, value]));
}

panel.addEventListener("change", () => { apply(chosen()); keep(chosen()); });
document.getElementById("_reset").addEventListener("click", () => { apply({}); keep({}); });
addEventListener("storage", () => apply(kept())); // another tab
addEventListener("pageshow", () => apply(kept())); // also a page that the browser had put aside
