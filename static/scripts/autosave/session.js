// Who is signed in, and signing in again without leaving the page.
// The words stand in <dialog data-sign-in-again>.

const LOOK = 3000;

export class Session {
  constructor(person, { back, other, putOff }) {
    this.person = person;
    this.back = back; // this person is signed in again
    this.other = other; // somebody else is
    this.lost = false;
    this.dialog = document.querySelector("dialog[data-sign-in-again]");
    this.form = this.dialog.querySelector("form");
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.enter("password"); });
    this.part("link").addEventListener("click", () => this.enter("link"));
    this.part("later").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => { if (this.lost) putOff(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.look(); });
  }

  part(name) {
    return this.dialog.querySelector(`[data-again-${name}]`);
  }

  // "same" with fresh tokens in the page, "nobody", "other", or "offline".
  async ask() {
    try {
      const answer = await fetch(this.dialog.dataset.state, { credentials: "same-origin", cache: "no-store" });
      this.known = await answer.json();
    } catch {
      return "offline";
    }
    if (!this.known.person) return "nobody";
    if (this.known.person !== this.person) return "other";
    for (const box of document.querySelectorAll("input[name=csrf_token]")) box.value = this.known.token;
    return "same";
  }

  // From now on it is looked for; the dialog opens, unless it was put off before.
  miss(state, open) {
    this.explain(state);
    if ((open || !this.lost) && !document.hidden) this.open();
    this.lost = true;
    this.later();
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
  }

  explain(state) {
    const all = (mark) => this.dialog.querySelectorAll(`[data-again-${mark}]`);
    for (const words of all("when")) words.hidden = words.dataset.againWhen !== state;
    for (const name of all("name")) name.textContent = this.known?.name ?? "";
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), LOOK);
  }

  // Somebody may have signed in in another tab, by the link in their mail.
  async look() {
    if (!this.lost) return;
    const state = document.hidden ? "hidden" : await this.ask();
    if (state === "same") return this.found();
    if (state === "other") this.explain(state);
    if (state === "other") this.other();
    this.later();
  }

  found() {
    clearTimeout(this.timer);
    if (!this.lost) return;
    this.lost = false;
    this.say("");
    this.part("password").value = "";
    this.part("sent").hidden = true;
    if (this.dialog.open) this.dialog.close();
    this.back();
  }

  async enter(way) {
    this.say("");
    this.part("sent").hidden = true;
    if ((await this.ask()) === "same") return this.found();
    const body = new URLSearchParams(new FormData(this.form));
    body.set("way", way);
    body.set("csrf_token", this.known?.token ?? ""); // that of the old session would be refused
    const sentence = await post(this.dialog.dataset.address, body);
    if (sentence) return this.say(sentence);
    if (way === "link") this.part("sent").hidden = false;
    else await this.look();
  }

  say(sentence) {
    const box = this.part("password");
    this.part("error").textContent = sentence;
    box.setAttribute("aria-invalid", String(sentence !== ""));
    if (sentence) box.focus();
  }
}

// What is wrong, in a sentence; nothing when it worked.
async function post(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    if (answer.status === 204) return "";
    const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
    return plain ? await answer.text() : "That did not work. Try again in a moment.";
  } catch {
    return "There is no connection. Try again in a moment.";
  }
}
