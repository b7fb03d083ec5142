// Text that this device kept and the server never had, shown to the person who typed it, to be put in or
// thrown away. The words stand in the page's <template data-kept-offer>.

export function offer(texts, { putIn, throwAway }) {
  const template = document.querySelector("template[data-kept-offer]");
  if (!template || !texts.length) return;
  const box = template.content.cloneNode(true).firstElementChild;
  const pattern = box.querySelector("[data-kept-each]");
  for (const text of texts) {
    const each = pattern.cloneNode(true);
    for (const name of ["label", "when", "words"]) each.querySelector(`[data-kept-${name}]`).textContent = text[name];
    for (const about of each.querySelectorAll("[data-kept-about]")) about.textContent = `: ${text.label}`;
    const put = each.querySelector("[data-kept-in]");
    if (putIn && text.part) put.addEventListener("click", () => { done(box, each); putIn(text); });
    else put.remove();
    each.querySelector("[data-kept-away]").addEventListener("click", () => { done(box, each); throwAway(text); });
    pattern.before(each);
  }
  pattern.remove();
  template.before(box);
}

// The next text is where the reader goes on; without one, the top of the page.
function done(box, each) {
  each.remove();
  const next = box.querySelector("[data-kept-away]");
  if (!next) box.remove();
  (next ?? document.querySelector("#main-content")).focus();
}
