// Shows and hides the questions of a page that depend on an answer, as the answers change.
// What is hidden is sent and saved all the same: who changes their mind finds it again.
// Without this script every question is shown, and says in words when it is asked.

class Conditions {
  constructor(form, parts) {
    this.form = form;
    this.parts = parts;
    this.state = document.createElement("p");
    this.state.className = "govuk-visually-hidden";
    this.state.setAttribute("role", "status");
    form.append(this.state);
    form.addEventListener("change", () => this.update(true));
    // After "back" and "reload" the browser puts in what stood there before, without any event.
    window.addEventListener("pageshow", () => this.update(false));
    this.update(false);
  }

  // From top to bottom: a question that is not asked asks for no further one.
  update(aloud) {
    const said = [];
    for (const part of this.parts) {
      const mend = part.querySelector(".govuk-form-group--error") !== null;
      const hide = !mend && !this.chosen(part.dataset.shownIf).some((each) => part.dataset.answers.split(" ").includes(each));
      if (hide === part.hasAttribute("data-unasked")) continue;
      part.toggleAttribute("data-unasked", hide);
      said.push(`${hide ? "No longer asked" : "Now asked"}: ${this.name(part)}.`);
    }
    if (aloud && said.length) this.state.textContent = said.join(" ");
  }

  chosen(name) {
    const boxes = [...this.form.querySelectorAll(`[name="${name}"]`)];
    return boxes.filter((box) => this.counts(box)).map((box) => box.value);
  }

  counts(box) {
    if (box.closest("[data-unasked], [hidden]")) return false;
    return box.matches("select") || box.checked;
  }

  name(part) {
    return part.querySelector("legend, label, h2").textContent.trim();
  }
}

for (const form of document.querySelectorAll("form")) {
  const parts = [...form.querySelectorAll("[data-shown-if]")];
  if (parts.length) new Conditions(form, parts);
}
