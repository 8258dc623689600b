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

// What lies outside of a box that scrolls has no answer. In each round every such box is scrolled
// to the first that waits in it, and all are asked at once: a round takes as long for many as for
// one. What gets no other answer although it is in view stays undecided.
async function inView(waiting) {
  const answer = { broken: [], undecided: [] };
  while (waiting.length) {
    const firsts = new Map(waiting.toReversed().map((one) => [boxes(one)[0], one]));
    const scrolled = [...firsts.values()];
    for (const one of scrolled) {
      one.node.element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    }
    const include = waiting.map(({ node }) => node.element);
    const result = await axe.run({ include }, { runOnly: ["color-contrast"], elementRef: true });
    const answers = (rules) => new Map(rules.flatMap(each).map((one) => [one.node.element, one]));
    const broken = answers(result.violations);
    const passed = answers(result.passes);
    const last = scrolled.at(-1); // boxes inside others may have moved all but this one
    waiting = waiting.filter((one) => {
      const { element } = one.node;
      if (broken.has(element)) answer.broken.push(broken.get(element));
      else if (passed.has(element)) return false;
      else if (one !== last && !isInView(one)) return true;
      else answer.undecided.push(one);
      return false;
    });
  }
  return answer;
}

// The boxes around an element that scroll or cut off, the innermost first.
function boxes({ node }) {
  const found = [];
  for (let box = node.element.parentElement; box; box = box.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(box);
    if (overflowX !== "visible" || overflowY !== "visible") found.push(box);
  }
  return found;
}

// In its boxes, wherever they are on the page; what is in no box, in the window.
function isInView(one) {
  const { top, right, bottom, left } = one.node.element.getBoundingClientRect();
  const window = { top: 0, left: 0, bottom: innerHeight, right: innerWidth };
  const around = boxes(one).map((box) => box.getBoundingClientRect());
  return (around.length ? around : [window]).every(
    (box) => top >= box.top && left >= box.left && bottom <= box.bottom && right <= box.right,
  );
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
