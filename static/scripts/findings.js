// What the safeguarding check finds, beside each answer of <form data-autosave>: asked for anew after each save,
// said politely when there is more than before, never in the way of whoever writes. Without this script the page
// shows what was found when it was opened, and "explain" leads to a page of its own.

const said = document.querySelector("[data-findings-from]");
const places = () => [...document.querySelectorAll("[data-findings]")];
const open = (root = document) => root.querySelectorAll(".aw-finding--open").length;

// What somebody is just explaining stays as it is.
const busy = (place) => place.contains(document.activeElement) || place.querySelector(".aw-explain") !== null;

async function refresh() {
  try {
    const answer = await fetch(said.dataset.findingsFrom, { credentials: "same-origin", redirect: "error" });
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // no connection: what is shown is as old as what is saved
  }
}

function show(fresh) {
  const before = open();
  for (const place of places()) {
    const now = fresh.querySelector(`[data-findings="${CSS.escape(place.dataset.findings)}"]`);
    if (now && !busy(place) && now.innerHTML !== place.innerHTML) place.innerHTML = now.innerHTML;
  }
  const count = open();
  if (count > before) say(`${count} passage${count === 1 ? "" : "s"} on this page to look at`);
}

function say(words) {
  said.textContent = words;
}

function made(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

// A box in place of the button. Its text has no name in the form, so that what saves itself leaves it alone.
function explain(button) {
  const finding = button.closest("[data-finding]");
  const id = `reason-${finding.dataset.finding}`;
  const box = made("textarea", { class: "govuk-textarea", id, rows: "2", maxlength: "2000" });
  box.defaultValue = button.dataset.reason || "";
  const save = made("button", { type: "button", class: "govuk-button govuk-button--secondary" }, "Save the explanation");
  const cancel = made("button", { type: "button", class: "aw-link-button" }, "Cancel");
  const trouble = made("p", { class: "govuk-error-message", role: "alert" });
  const label = made("label", { class: "govuk-label", for: id }, "Why does it identify nobody?");
  const panel = made("div", { class: "aw-explain" }, label, trouble, box, made("div", { class: "govuk-button-group" }, save, cancel));
  for (const kind of ["input", "change"]) panel.addEventListener(kind, (event) => event.stopPropagation());
  const close = () => { panel.remove(); button.hidden = false; };
  cancel.addEventListener("click", () => { close(); button.focus(); });
  save.addEventListener("click", async () => {
    trouble.textContent = await send(button, box.value);
    if (trouble.textContent) return box.focus();
    const place = finding.closest("[data-findings]");
    close();
    await refresh();
    (place.querySelector(`[data-finding="${finding.dataset.finding}"] button`) || place).focus();
    say("Your explanation is saved");
  });
  button.hidden = true;
  finding.append(panel);
  box.focus();
}

// Nothing, or what was wrong with it.
async function send(button, reason) {
  const body = new URLSearchParams({ reason, csrf_token: button.form.elements.namedItem("csrf_token")?.value ?? "" });
  try {
    const answer = await fetch(button.dataset.explain, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect") return "";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const words = page.querySelector(".govuk-error-message")?.lastChild?.textContent.trim();
    return words || "This was not saved. Reload the page and try again.";
  } catch {
    return "There is no connection. Try again when it is back.";
  }
}

// An explanation that was begun and not saved is not lost without a word.
function warn(event) {
  const begun = [...document.querySelectorAll(".aw-explain textarea")].some((box) => box.value !== box.defaultValue);
  if (begun) event.preventDefault();
}

if (said) {
  window.addEventListener("beforeunload", warn);
  document.addEventListener("autosaved", refresh);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-explain]");
    if (!button) return;
    event.preventDefault();
    explain(button);
  });
}
