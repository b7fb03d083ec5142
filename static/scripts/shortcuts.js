// Keys for the score page; the dialog <dialog data-shortcuts> lists them and switches them off, which this
// device remembers. They rest while somebody types, and leave keys with Ctrl, Alt or Cmd to the browser.

const MEMORY = "awards-shortcuts";
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

class Shortcuts {
  constructor(dialog, form) {
    this.dialog = dialog;
    this.form = form;
    this.criteria = [...form.querySelectorAll("[data-criterion]")];
    this.box = dialog.querySelector("[data-shortcuts-on]");
    this.box.checked = recalled() !== "off";
    this.box.addEventListener("change", () => remember(this.box.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => this.press(event));
    for (const button of document.querySelectorAll("[data-shortcuts-open]")) {
      button.hidden = false;
      button.addEventListener("click", () => dialog.showModal());
    }
  }

  get here() {
    return this.criteria.indexOf(document.activeElement.closest("[data-criterion]"));
  }

  // The criterion that a digit is for: the one with the focus, else the first without points.
  get scoring() {
    const { here } = this;
    return here >= 0 ? here : this.criteria.findIndex((each) => !each.querySelector("input:checked"));
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (!this.box.checked || document.querySelector("dialog[open]")) return;
    const act = document.activeElement.matches(TYPING) ? this.leaving(event.key) : this.act(event.key.toLowerCase());
    if (!act) return;
    event.preventDefault();
    if (!event.repeat) act();
  }

  leaving(key) {
    const { here } = this;
    return key === "Escape" && here >= 0 ? () => this.go(here) : null;
  }

  act(key) {
    const { here } = this;
    if (/^[0-9]$/.test(key)) return this.scoring >= 0 ? () => this.give(this.scoring, key) : null;
    const acts = {
      j: () => this.go(Math.min(here + 1, this.criteria.length - 1)),
      k: () => this.go(Math.max(here - 1, 0)),
      w: () => this.criteria[Math.max(here, 0)].querySelector("textarea").focus(),
      n: () => document.querySelector(".aw-around a[rel=next]")?.click(),
      p: () => document.querySelector(".aw-around a[rel=prev]")?.click(),
      l: () => this.form.querySelector("button[value=next]").click(),
      s: () => this.form.querySelector("button[value=submit]").focus(),
      "?": () => this.dialog.showModal(),
    };
    return Object.hasOwn(acts, key) ? acts[key] : null;
  }

  go(number) {
    const criterion = this.criteria[number];
    (criterion.querySelector("input:checked") ?? criterion.querySelector("input")).focus();
  }

  give(number, points) {
    const radio = this.criteria[number].querySelector(`input[value="${points}"]`);
    if (!radio) return;
    radio.click();
    radio.focus();
    if (!this.needsSentence(number, points) && number + 1 < this.criteria.length) this.go(number + 1);
  }

  // Then it stays, so that W opens the box in which the sentence is missing.
  needsSentence(number, points) {
    const criterion = this.criteria[number];
    const explained = criterion.dataset.sentenceFor.split(" ").includes(points);
    return explained && !criterion.querySelector("textarea").value.trim();
  }
}

function recalled() {
  try {
    return localStorage.getItem(MEMORY);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function remember(what) {
  try {
    localStorage.setItem(MEMORY, what);
  } catch {
    // it holds for this page
  }
}

const [dialog, form] = [document.querySelector("[data-shortcuts]"), document.querySelector("form[data-score-total]")];
if (dialog && form) new Shortcuts(dialog, form);
