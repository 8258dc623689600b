// What the page does for axe; `runner.py` calls `run`.
window.tandem = {
  // What axe can't decide because it is out of view is brought into view, and asked again.
  async run({ tags, forced }) {
    for (const one of document.querySelectorAll("details")) one.open = true;
    if (forced) tellPaintedColours();
    const asked = { runOnly: tags, resultTypes: ["violations", "incomplete"], elementRef: true };
    const { violations, incomplete, passes } = await axe.run(document, asked);
    const undecided = incomplete.flatMap(each);
    const pale = undecided.filter(({ rule }) => rule.id === "color-contrast");
    const others = undecided.filter((one) => !pale.includes(one));
    const again = await inView(pale);
    if (forced) forgetPaintedColours();
    const broken = [...violations.flatMap(each), ...again.broken];
    return {
      found: [
        ...broken.map((one) => told(one, true)),
        ...[...others, ...again.undecided].map((one) => told(one, false)),
      ],
      passed: passes.length,
    };
  },
};

// In colours of the reader's own, Chromium says what it paints in `color`, and axe reads
// -webkit-text-fill-color, which still says what the author wanted.
function tellPaintedColours() {
  const all = [...document.querySelectorAll("*")];
  const painted = all.map((element) => getComputedStyle(element).color);
  all.forEach((element, index) => {
    element.style.setProperty("-webkit-text-fill-color", painted[index]);
  });
}

function forgetPaintedColours() {
  for (const element of document.querySelectorAll("*")) {
    element.style.removeProperty("-webkit-text-fill-color");
  }
}

const each = (rule) => rule.nodes.map((node) => ({ rule, node }));

// As many at once as the window holds; what gets no other answer stays undecided.
async function inView(waiting) {
  const answer = { broken: [], undecided: [] };
  while (waiting.length) {
    const [first] = waiting;
    first.node.element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const shown = waiting.filter((one) => one === first || isInView(one.node.element));
    waiting = waiting.filter((one) => !shown.includes(one));
    const include = shown.map(({ node }) => node.element);
    const result = await axe.run({ include }, { runOnly: [first.rule.id], elementRef: true });
    const broken = result.violations.flatMap(each);
    const passed = result.passes.flatMap(each);
    for (const one of shown) {
      const same = ({ node }) => node.element === one.node.element;
      if (broken.some(same)) answer.broken.push(broken.find(same));
      else if (!passed.some(same)) answer.undecided.push(one);
    }
  }
  return answer;
}

function isInView(element) {
  const { top, right, bottom, left } = element.getBoundingClientRect();
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
}

function told({ rule, node }, certain) {
  return {
    rule: rule.id,
    message: [...node.any, ...node.all, ...node.none].map((one) => one.message).join(" ") || rule.help,
    markup: node.html,
    selector: node.target.flat().join(" "),
    help_address: rule.helpUrl,
    certain,
  };
}
