// One file under way: its name, how far it is, what became of it, and what can be done about it.

let numbers = 0;

export class Row {
  constructor(name, { cancel, again, gone }) {
    this.name = name;
    this.gone = gone;
    numbers += 1;
    this.element = made("li", "aw-upload__file");
    this.title = made("span", "aw-upload__name", name, `file-${numbers}`);
    this.bar = made("progress", "aw-upload__bar");
    this.bar.max = 100;
    this.bar.setAttribute("aria-labelledby", this.title.id);
    this.words = made("span", "aw-upload__words");
    this.cancelling = button("Cancel", name, cancel);
    this.trying = button("Try again", name, again);
    this.away = button("Clear", name, () => this.remove());
    this.element.append(this.title, this.bar, this.words, this.cancelling, this.trying, this.away);
    this.wait();
  }

  show(state, words, { bar = false, cancelling = false, trying = false, away = false } = {}) {
    this.state = state;
    this.element.dataset.state = state;
    this.words.textContent = words;
    this.bar.hidden = !bar;
    this.cancelling.hidden = !cancelling;
    this.trying.hidden = !trying;
    this.away.hidden = !away;
  }

  wait() {
    this.lost = false;
    this.show("waiting", "Waiting", { cancelling: true });
  }

  begin() {
    this.bar.value = 0;
    this.show("sending", "Sending", { bar: true, cancelling: true });
  }

  // Sent is not saved: the server still looks at it.
  progress(loaded, total) {
    const percent = total ? Math.floor((loaded * 100) / total) : 0;
    this.bar.value = percent;
    if (this.state === "sending") this.words.textContent = percent < 100 ? `${percent}% sent` : "Sent. It is being looked at";
  }

  done() {
    this.show("done", "Saved");
  }

  refuse(sentence, again = false) {
    this.show("refused", sentence, { trying: again, away: true });
  }

  remove() {
    this.state = "gone";
    this.element.remove();
    this.gone();
  }
}

function made(kind, css, text = "", id = "") {
  const element = document.createElement(kind);
  element.className = css;
  element.textContent = text;
  if (id) element.id = id;
  return element;
}

function button(text, about, act) {
  const element = made("button", "aw-link-button", text);
  element.type = "button";
  element.append(made("span", "govuk-visually-hidden", ` ${about}`));
  element.addEventListener("click", act);
  return element;
}
