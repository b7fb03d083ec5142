// Keeps what was typed into <form data-keep="NAME"> in this tab: another form of the page may be sent first, a link
// followed, or the server not reached, and it is there again. Gone when the form was sent and the page that follows
// does not ask for it again: only then has the server taken it. A page that may follow loads this script, with or
// without such a form. Without this script the form works as any form does.

const SETS = new Set(["radio", "checkbox"]);
const SENT = "keep sent";

function nameOf(form) {
  return `keep:${form.dataset.keep}`;
}

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

function forgetWhatWasTaken(forms) {
  const sent = sessionStorage.getItem(SENT);
  if (sent && !forms.some((form) => nameOf(form) === sent)) sessionStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
}

function keep(form) {
  const name = nameOf(form);
  const typed = JSON.parse(sessionStorage.getItem(name) ?? "null");
  if (typed && isUntouched(form)) fill(form, typed);
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => sessionStorage.setItem(name, JSON.stringify(read(form))));
  }
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, name));
}

try {
  const forms = [...document.querySelectorAll("form[data-keep]")];
  forgetWhatWasTaken(forms);
  for (const form of forms) keep(form);
} catch {
  // a browser that keeps nothing: the form works all the same
}
