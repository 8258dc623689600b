// What the page does for axe; `runner.py` calls these by name.
window.tandem = {
  // Menus lie over the page: they are looked at by themselves.
  details(inside, open) {
    const all = document.querySelectorAll(inside);
    for (const each of all) each.open = open;
    return all.length > 0;
  },

  // In colours of the reader's own, Chromium says what it paints in `color`, and axe reads
  // -webkit-text-fill-color, which still says what the author wanted.
  paintedColours(tell) {
    const all = [...document.querySelectorAll("*")];
    const painted = all.map((element) => getComputedStyle(element).color);
    all.forEach((element, index) => {
      if (tell) element.style.setProperty("-webkit-text-fill-color", painted[index]);
      else element.style.removeProperty("-webkit-text-fill-color");
    });
  },

  // What axe can't decide because it is out of view is brought into view, and asked again.
  async run(context, tags) {
    const options = { runOnly: tags, resultTypes: ["violations", "incomplete"] };
    const result = await axe.run(context ?? document, options);
    const found = result.violations.flatMap((rule) => flatten(rule, true));
    for (const rule of result.incomplete) {
      for (const node of rule.nodes) {
        const [selector] = node.target;
        const element = typeof selector === "string" && document.querySelector(selector);
        let again = { violations: [], incomplete: [{ ...rule, nodes: [node] }] };
        if (element && rule.id === "color-contrast") {
          element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
          const only = { ...options, runOnly: [rule.id] };
          const second = await axe.run({ include: [[selector]] }, only);
          // Its descendants have their own turn.
          const its = (rules) => rules
            .map((one) => ({ ...one, nodes: one.nodes.filter((n) => n.target[0] === selector) }))
            .filter((one) => one.nodes.length);
          again = { violations: its(second.violations), incomplete: its(second.incomplete) };
        }
        found.push(...again.violations.flatMap((one) => flatten(one, true)));
        found.push(...again.incomplete.flatMap((one) => flatten(one, false)));
      }
    }
    return { found, passed: result.passes.length };
  },
};

function flatten(rule, certain) {
  return rule.nodes.map((node) => ({
    rule: rule.id,
    message: [...node.any, ...node.all, ...node.none].map((one) => one.message).join(" ") || rule.help,
    markup: node.html,
    selector: node.target.flat().join(" "),
    help_address: rule.helpUrl,
    certain,
  }));
}
