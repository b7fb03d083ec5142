// The line beside the buttons that always says how things stand, and the voice of a screen reader. That one
// only speaks when they change: when all is saved for the first time, when something is in the way, and when
// it is over.

const QUIET = new Set(["ready", "writing"]);

export class Notice {
  constructor(form) {
    this.line = form.querySelector("[data-save-state]");
    this.words = form.querySelector("[data-save-words]");
    this.button = form.querySelector("[data-save-act]");
    this.voice = form.querySelector("[data-save-said]");
    this.button?.addEventListener("click", () => this.act());
  }

  show({ kind, words, trouble = false, spoken = words }, button) {
    if (!this.line) return;
    this.line.hidden = !words;
    this.line.toggleAttribute("data-trouble", trouble);
    if (this.words.textContent !== words) this.words.textContent = words;
    this.button.hidden = !button;
    this.button.textContent = button?.label ?? "";
    this.act = button?.act;
    if (QUIET.has(kind) || kind === this.told) return;
    this.told = kind;
    this.say(spoken);
  }

  // A button was pressed and nothing could go out: say why once more, where whoever pressed it looks.
  insist() {
    if (!this.line || this.line.hidden) return;
    this.line.tabIndex = -1;
    this.line.focus();
  }

  // Somebody asks again: what was told once is told once more.
  repeat() {
    this.told = "";
    this.say("");
  }

  say(words) {
    if (this.voice) this.voice.textContent = words;
  }
}
