// Keeps what was typed into <form data-keep="NAME"> in this tab: another form of the page may be sent first, or a
// link followed, and it is there again. Gone when the form itself is sent, for the server answers then. Without
// this script the form works as any form does.

const SETS = new Set(["radio", "checkbox"]);

function boxesOf(form) {
  return [...form.elements].filter((box) => box.name && box.type !== "hidden" && box.type !== "submit");
}

function read(form) {
  return boxesOf(form).map((box) => (SETS.has(box.type) ? box.checked : box.value));
}

function fill(form, typed) {
  for (const [n, box] of boxesOf(form).entries()) {
    if (SETS.has(box.type)) box.checked = typed[n] === true;
    else box.value = String(typed[n] ?? "");
  }
}

// What the server put into the boxes counts for more: it is what was refused, or a note to begin with.
function isUntouched(form) {
  return boxesOf(form).every((box) => (SETS.has(box.type) ? !box.defaultChecked : box.defaultValue === ""));
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const name = `keep:${form.dataset.keep}`;
  try {
    const typed = JSON.parse(sessionStorage.getItem(name) ?? "null");
    if (typed && isUntouched(form)) fill(form, typed);
    for (const kind of ["input", "change"]) {
      form.addEventListener(kind, () => sessionStorage.setItem(name, JSON.stringify(read(form))));
    }
    form.addEventListener("submit", () => sessionStorage.removeItem(name));
  } catch {
    // a browser that keeps nothing: the form works all the same
  }
}
