// People and photos beside the answers are sent with the form's own button and never by themselves: half a
// name is nobody. Until then they have no name in the form, so that what saves itself leaves them alone.

const NAME = "besideName";

class Beside {
  constructor(form, parts) {
    this.form = form;
    this.boxes = parts.flatMap((part) => [...part.querySelectorAll("input, textarea")]);
    for (const box of this.boxes) box.dataset[NAME] = box.name;
    this.first = this.text();
    this.rest();
    for (const part of parts) {
      for (const kind of ["input", "change"]) part.addEventListener(kind, (event) => event.stopPropagation());
    }
    form.addEventListener("submit", () => this.send());
    window.addEventListener("pageshow", () => this.rest());
    window.addEventListener("beforeunload", (event) => this.warn(event));
  }

  rest() {
    this.sending = false;
    for (const box of this.boxes) box.removeAttribute("name");
  }

  send() {
    this.sending = true;
    for (const box of this.boxes) box.name = box.dataset[NAME];
  }

  text() {
    const said = (box) => (box.type === "checkbox" ? "" : box.value);
    return this.boxes.map(said).join("\n");
  }

  warn(event) {
    if (this.sending || this.text() === this.first) return;
    event.preventDefault();
    event.returnValue = "";
  }
}

for (const form of document.querySelectorAll("form")) {
  const parts = [...form.querySelectorAll("[data-beside]")];
  if (parts.length) new Beside(form, parts);
}
