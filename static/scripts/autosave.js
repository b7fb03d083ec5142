// Saves <form data-autosave="ADDRESS"> by itself, two seconds after the last change, and says so politely.
// Who leaves sooner, or turns to another app, is saved then.
// It never stands in the way of the form's own buttons, and without it the form works as any form does.

const PAUSE = 2000;
const AGAIN = 15000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave;
    this.state = form.querySelector("[data-save-state]") || document.querySelector("[data-save-state]");
    this.saved = this.text();
    this.running = false;
    this.leaving = false;
    form.addEventListener("input", () => this.later(PAUSE));
    form.addEventListener("change", () => this.later(PAUSE));
    form.addEventListener("submit", () => this.leave());
    window.addEventListener("online", () => this.save());
    window.addEventListener("pageshow", () => { this.leaving = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(true); });
    document.addEventListener("click", (event) => this.follow(event));
    window.addEventListener("beforeunload", (event) => this.warn(event));
  }

  // Everything but files: those are sent with the form itself.
  answers() {
    const answers = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") answers.append(name, value);
    }
    return answers;
  }

  // What can be compared: the version number moves on with every save.
  text() {
    const answers = this.answers();
    answers.delete("version");
    return answers.toString();
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // With "last", the browser sends it even when the page is gone.
  async save(last = false) {
    clearTimeout(this.timer);
    const text = this.text();
    if (this.leaving || text === this.saved) return;
    if (this.running) return this.later(PAUSE);
    this.running = true;
    try {
      const answer = await this.send(last);
      if (!this.leaving) this.read(answer, text);
    } catch {
      if (!this.leaving) {
        this.say("Not saved: there is no connection. We will try again. You can go on writing.", true);
        this.later(AGAIN);
      }
    } finally {
      this.running = false;
    }
    if (!this.stopped && this.text() !== text) this.later(PAUSE);
  }

  send(last) {
    this.request = new AbortController();
    return fetch(this.address, {
      method: "POST",
      body: this.answers(),
      headers: { "X-Requested-With": "autosave" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: last,
      signal: this.request.signal,
    });
  }

  read(answer, text) {
    this.stopped = false;
    if (answer.status === 204) {
      this.saved = text;
      const version = answer.headers.get("X-Version");
      const field = this.form.elements.namedItem("version");
      if (version && field) field.value = version;
      this.say(`Saved at ${this.clock()}`, false);
    } else if (answer.status === 409) {
      this.stopped = true;
      this.say("Not saved: somebody else changed this, or it can no longer be changed. Use the button below to see.", true);
    } else if (answer.status === 422 || answer.status === 413) {
      this.stopped = true;
      this.say("Not saved yet: something here cannot be kept as it is. Use the button below to see what.", true);
    } else if (answer.type === "opaqueredirect" || answer.status === 400 || answer.status === 401 || answer.status === 403) {
      this.stopped = true;
      this.say("Not saved: you may have been signed out. Copy your text, reload the page and sign in again.", true);
    } else {
      this.say("Not saved: the service is busy. We will try again. You can go on writing.", true);
      this.later(AGAIN);
    }
  }

  clock() {
    return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  }

  say(words, trouble) {
    this.trouble = trouble;
    if (!this.state) return;
    this.state.toggleAttribute("data-trouble", trouble);
    if (this.state.textContent !== words) this.state.textContent = words;
  }

  // The form's own button was pressed: what it sends is the newest, so nothing older may follow it.
  leave() {
    this.leaving = true;
    clearTimeout(this.timer);
    if (this.request) this.request.abort();
  }

  // A link to another page waits for what is typed, so that the page behind it knows of it.
  async follow(event) {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || link.target || link.origin !== location.origin || link.pathname === location.pathname) return;
    if (event.defaultPrevented || this.running || this.trouble || this.text() === this.saved) return;
    event.preventDefault();
    await Promise.race([this.save(true), new Promise((done) => setTimeout(done, PAUSE))]);
    location.assign(link.href);
  }

  warn(event) {
    if (this.leaving || this.text() === this.saved) return;
    if (!this.trouble && !this.running && navigator.onLine) {
      this.save(true);
      return;
    }
    event.preventDefault();
    event.returnValue = "";
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
