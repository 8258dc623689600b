// Narrows the list to the case studies that have everything that is chosen.
// What was chosen is in the address, so that it can be sent on.
const form = document.getElementById("_filter");
const status = document.getElementById("_status");
const cases = [...document.querySelectorAll("#_cases > li")];

function narrow() {
  const chosen = [...new FormData(form)].filter(([, token]) => token);
  for (const one of cases) {
    const tokens = one.dataset.tokens.split(" ");
    one.hidden = !chosen.every(([, token]) => tokens.includes(token));
  }
  const left = cases.filter((one) => !one.hidden).length;
  status.textContent = `${left} of ${cases.length} case studies`;
  const query = new URLSearchParams(chosen).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

for (const [name, token] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = token;
}
form.hidden = false;
form.addEventListener("change", narrow);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  narrow();
});
form.addEventListener("reset", () => setTimeout(narrow));
if (location.search) narrow();
