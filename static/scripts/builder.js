// Moves the sections and questions of an entry form without leaving the page: with their Up and Down buttons, and
// by dragging their handles. Each move is sent as the page's own buttons send it, and what comes back is shown.
// Without this script the buttons do the same, a page load each.

const FEW = 4; // pixels that a hand may tremble
const EDGE = 70; // where the page begins to scroll under what is dragged

class Builder {
  constructor(list) {
    this.list = list;
    this.said = document.querySelector("[data-said]");
    this.drop = document.querySelector("form[data-drop]");
    list.addEventListener("submit", (event) => this.press(event));
    list.addEventListener("pointerdown", (event) => this.begin(event));
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.end(); });
    this.showHandles();
  }

  showHandles() {
    for (const handle of this.list.querySelectorAll("[data-handle]")) handle.hidden = false;
  }

  say(words, trouble) {
    this.said.toggleAttribute("data-trouble", trouble);
    this.said.textContent = words;
  }

  // Up or Down was pressed. The focus stays where it was, so that it can be pressed again.
  async press(event) {
    event.preventDefault();
    const form = event.target;
    const { thing, arrangement } = form.elements;
    if (!(await this.send(form.action, new FormData(form)))) return form.submit();
    const mine = [...this.list.querySelectorAll("form")].filter((each) => each.elements.thing.value === thing.value);
    const same = mine.find((each) => each.elements.arrangement.value === arrangement.value) || mine[0];
    const there = same ? same.querySelector("button") : document.getElementById(`thing-${thing.value}`);
    if (there) there.focus();
  }

  // Whether the answer was a page of this form; who was signed out gets the answer as a page of its own.
  async send(address, body) {
    if (this.busy) return true;
    this.busy = true;
    try {
      const answer = await fetch(address, { method: "POST", body: new URLSearchParams(body), credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-builder]");
      if (!fresh) return false;
      this.list.replaceChildren(...fresh.childNodes);
      this.showHandles();
      const problem = page.querySelector(".govuk-error-summary__list");
      const words = problem || page.querySelector(".govuk-notification-banner__heading");
      this.say(words ? words.textContent.trim() : "", problem !== null);
      document.querySelector(".govuk-error-summary")?.remove();
    } catch {
      this.say("Nothing was moved: there is no connection. Try again.", true);
    } finally {
      this.busy = false;
    }
    return true;
  }

  begin(event) {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button !== 0 || this.busy) return;
    event.preventDefault();
    const thing = handle.closest("[data-question]") || handle.closest("[data-section]");
    const gap = document.createElement(thing.tagName);
    gap.className = "aw-gap";
    this.dragged = { thing, gap, handle, from: event.clientY, moved: false };
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => this.drag(move);
    handle.onpointerup = () => this.end(true);
    handle.onpointercancel = () => this.end();
  }

  drag(event) {
    const { thing, gap, from } = this.dragged;
    if (!this.dragged.moved && Math.abs(event.clientY - from) < FEW) return;
    if (!this.dragged.moved) {
      this.dragged.moved = true;
      thing.classList.add("aw-dragged");
      document.body.classList.add("aw-dragging");
      this.say(`Dragging “${thing.dataset.name}”.`, false);
    }
    if (event.clientY < EDGE) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const section = under && under.closest("[data-section]");
    if (!section || !this.list.contains(section)) return;
    if (thing.dataset.section) return this.beside(section, event.clientY, gap);
    const question = under.closest("[data-question]");
    if (question) return this.beside(question, event.clientY, gap);
    const first = section.querySelector("[data-question]");
    if (!first) section.querySelector("[data-questions]").append(gap);
    else if (event.clientY < first.getBoundingClientRect().top) first.before(gap);
    else section.querySelector("[data-questions]").append(gap);
  }

  beside(other, y, gap) {
    const { top, height } = other.getBoundingClientRect();
    if (y < top + height / 2) other.before(gap);
    else other.after(gap);
  }

  // Dropped, or given up.
  end(dropped = false) {
    if (!this.dragged) return;
    const { thing, gap, handle, moved } = this.dragged;
    this.dragged = null;
    handle.onpointermove = handle.onpointerup = handle.onpointercancel = null;
    thing.classList.remove("aw-dragged");
    document.body.classList.remove("aw-dragging");
    const found = gap.isConnected;
    const kind = thing.dataset.section ? "section" : "question";
    const place = found ? this.place(gap, thing, kind) : 0;
    const into = found && kind === "question" ? gap.closest("[data-section]").dataset.section : "";
    gap.remove();
    if (moved) this.say("", false);
    if (dropped && moved && found) this.put(thing, kind, into, place);
  }

  // How many others stand before the gap.
  place(gap, thing, kind) {
    const row = [...gap.parentNode.children].filter((each) => each === gap || (each.dataset[kind] && each !== thing));
    return row.indexOf(gap);
  }

  async put(thing, kind, into, place) {
    const { thing: id, position, into: section, place: number } = this.drop.elements;
    id.value = thing.dataset[kind];
    position.value = thing.dataset.position;
    section.value = into;
    number.value = place;
    const address = this.drop.dataset[`${kind}s`];
    if (!(await this.send(address, new FormData(this.drop)))) location.reload();
  }
}

const list = document.querySelector("[data-builder]");
if (list) new Builder(list);
