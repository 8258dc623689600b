// The reading ruler: a band that follows the pointer, the finger and the focus.
const ruler = document.createElement("div");
ruler.className = "ruler";
document.body.append(ruler);

const follow = (height) => { ruler.style.insetBlockStart = `${height}px`; };
addEventListener("pointermove", ({ clientY }) => follow(clientY), { passive: true });
addEventListener("focusin", ({ target }) => {
  const { top, bottom } = target.getBoundingClientRect();
  follow((top + bottom) / 2);
});
