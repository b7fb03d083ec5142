// Beside a score: the judge's other nominations with the same points. On a small screen: between the text and
// the sheet to and fro, each where it was left. Without this script a list and two links do.

for (const box of document.querySelectorAll("[data-others]")) {
  const criterion = box.closest("[data-criterion]");
  const line = box.querySelector("[data-others-line]");
  const show = () => {
    const points = criterion.querySelector("input:checked")?.value;
    const same = points && box.querySelector(`[data-points="${points}"]`);
    line.replaceChildren(...(same ? same.cloneNode(true).childNodes : []));
    line.hidden = !same;
  };
  criterion.addEventListener("change", show);
  window.addEventListener("pageshow", show);
}

const places = new Map();
for (const link of document.querySelectorAll("[data-part-link]")) {
  link.addEventListener("click", (event) => {
    const part = document.querySelector(link.hash);
    places.set(link.closest("[data-part]"), window.scrollY);
    if (!places.has(part)) return; // never seen: from its beginning, as any link leads
    event.preventDefault();
    part.focus({ preventScroll: true });
    window.scrollTo(0, places.get(part));
  });
}
