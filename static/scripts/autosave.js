// Saves <form data-autosave="ADDRESS"> by itself after every pause, and always says how things stand.
// What is not saved yet is kept in this browser: a lost connection, a closed lid, or a session that ran out
// cost no word. Without this script the form works as any form does.
//
// data-person    who types: nothing is ever saved as somebody else's
// data-pressed   saved only when a button is pressed, though kept from the first key on
// data-unsaved   what the boxes show is not what the server has
// data-choosing  this is the page on which two texts stand side by side
//
// Dispatches "autosaved" on the form after every save.

// The parts have this file's version, so that no browser mixes old ones with new ones.
const { search } = new URL(import.meta.url);
const part = (name) => import(new URL(`autosave/${name}.js${search}`, import.meta.url));
const all = async (...names) => Object.assign({}, ...(await Promise.all(names.map(part))));
const { bodyOf, hasMore, partsOf, post, Version } = await all("boxes", "sending", "version");
const { fromOthers, Kept, recover, showKept } = await all("earlier", "kept", "others");
const { Leaving, lineOf, Notice, Session } = await all("leaving", "line", "notice", "session");

const PAUSE = 1500;
const SHORTEST_WAIT = 2000;
const LONGEST_WAIT = 60_000;
const AWAY = 30_000;
const STALE = 600_000;
const WAITING = new Set(["offline", "busy", "nobody", "other"]);

class Autosave {
  constructor(form) {
    this.form = form;
    this.pressedOnly = "pressed" in form.dataset;
    this.choosing = "choosing" in form.dataset;
    this.perQuestion = form.querySelector("[data-question]") !== null;
    this.parts = partsOf(form);
    this.version = new Version(form.elements.namedItem("version"), this.perQuestion);
    this.kept = new Kept(form.dataset.person, form.dataset.autosave);
    this.notice = new Notice(form);
    this.session = new Session(form.dataset.person, {
      back: () => this.goOn(),
      other: () => { this.halt({ kind: "other" }); this.show(); },
      putOff: () => { this.pressed = null; },
    });
    this.wait = SHORTEST_WAIT;
    this.met = Date.now();
    this.news = "";
    this.owed = false; // "Save" was pressed without a connection
    const unsaved = "unsaved" in form.dataset;
    if (!unsaved) for (const each of this.parts.values()) each.isSaved(each.served());
    const early = !unsaved && this.dirty.length > 0; // who types fast, on a slow line
    if (!this.choosing) this.recover();
    this.listen();
    if (early) this.typed();
    else this.show();
  }

  listen() {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.typed());
    this.form.addEventListener("submit", (event) => this.press(event), { capture: true });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.hide() : this.comeBack()));
    window.addEventListener("online", () => this.goOn());
    window.addEventListener("pageshow", (event) => {
      this.going = false;
      this.pressed = null;
      this.form.removeAttribute("aria-busy");
      if (event.persisted) this.comeBack(0);
    });
    new Leaving(this);
  }

  get dirty() {
    return [...this.parts.values()].filter((each) => each.dirty);
  }

  // What saving would send: where two people differ, one of them has to choose first.
  get waiting() {
    return this.dirty.filter((each) => !each.held);
  }

  typed() {
    this.news = "";
    this.owed = false;
    this.keep();
    this.show();
    if (this.waiting.length && !this.pressedOnly) this.later(PAUSE);
  }

  keep() {
    if (this.choosing) return;
    for (const each of this.parts.values()) {
      const entry = { value: each.value(), base: this.version.sign(each.key), sent: each.sent };
      if (each.dirty) this.kept.put(each.key, entry);
      else if (each.kept) this.kept.forget(each.key);
      each.kept = each.dirty;
    }
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // One at a time: whoever asks meanwhile waits for what is under way, and then for the next.
  async save(how = {}) {
    clearTimeout(this.timer);
    if (this.running && document.hidden) return; // most of it is under way, and all of it is kept
    while (this.running) await this.running;
    const pressed = how.pressed || (this.owed && this.pressedOnly);
    const parts = pressed ? this.dirty : this.waiting;
    const may = pressed || !(this.pressedOnly || this.session.lost);
    if (parts.length && may && !this.going) {
      this.running = this.send(parts, { ...how, pressed }).finally(() => { this.running = null; });
      await this.running;
      if (!this.stop && this.waiting.length && !this.pressedOnly) this.later(PAUSE);
    }
    this.show();
  }

  async send(parts, how, renewed = false) {
    const values = parts.map((each) => [each, each.value()]);
    const body = bodyOf(this.form, parts, this.perQuestion);
    if (how.pressed && (this.pressedOnly || this.choosing)) body.append("pressed", "y");
    for (const [each, value] of values) each.sent = [...each.sent.slice(-2), value];
    this.keep();
    const answer = await post(this.form.dataset.autosave, body, how.last);
    this.stop = null;
    if (answer.kind === "saved") return this.saved(answer, values);
    if (answer.kind === "clash") return this.clash(answer);
    if (answer.kind === "wrong") return this.wrong(answer, values);
    if (answer.kind !== "signed-out") return this.halt(answer);
    const state = await this.session.ask();
    if (state === "same" && !renewed) return this.send(parts, how, true); // only the token was old
    return state === "same" ? this.halt({ kind: "busy" }) : this.meet(state, how.pressed);
  }

  // Who is signed in by now.
  meet(state, pressed) {
    this.stop = null;
    if (state !== "same") this.halt({ kind: state });
    if (state === "nobody" || state === "other") this.session.miss(state, pressed);
    this.met = Date.now();
  }

  saved(answer, values) {
    this.wait = SHORTEST_WAIT;
    this.owed = false;
    this.met = Date.now();
    this.at = answer.at;
    this.version.text = answer.version;
    for (const [each, value] of values) each.isSaved(value);
    this.keep();
    if (this.choosing) for (const [key] of this.kept.all()) this.kept.forget(key);
    this.form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true }));
    const changed = answer.changed.split(" ").filter((key) => key && !this.parts.get(key)?.clash);
    return changed.length ? this.refresh() : null;
  }

  halt(stop) {
    this.stop = stop;
    if (stop.kind !== "offline" && stop.kind !== "busy") return;
    if (!this.pressedOnly || this.owed) this.later(this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  // Somebody else changed the same answers; unless it was us, and the answer to an earlier save was lost.
  async clash({ clashes, sentence }) {
    const before = new Map([...this.parts.keys()].map((key) => [key, this.version.sign(key)]));
    await this.refresh();
    for (const each of this.dirty) {
      const named = clashes.includes(each.key) && before.get(each.key) === this.version.sign(each.key);
      if (named || !this.perQuestion) each.clash = sentence;
    }
  }

  // Some of it cannot be kept as it is; the rest goes without it.
  wrong({ wrong, sentence }, values) {
    for (const [each, value] of values) if (wrong.includes(each.key)) each.wrong = { value, sentence };
  }

  async refresh() {
    const news = this.perQuestion ? await fromOthers(this) : [];
    this.keep();
    if (!news.length) return;
    const people = [...new Set(news.map((each) => each.by).filter(Boolean))].join(" and ") || "Somebody else";
    const labels = news.map((each) => `“${each.label}”`).join(" and ");
    this.news = `${people} changed ${labels} meanwhile: the page shows it now.`;
    this.notice.say(this.news);
  }

  recover() {
    const back = recover(this);
    if (!back.length) return;
    this.news = `Text that was kept on this device and never saved is back: ${back.join(", ")}.`;
    this.save();
  }

  // The form's own button: what is typed is saved first, so that nothing is lost on the way.
  async press(event) {
    const fresh = Date.now() - this.met < STALE && navigator.onLine;
    if (this.going || (!this.dirty.length && fresh)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.pressed) return;
    this.pressed = { button: event.submitter };
    this.form.setAttribute("aria-busy", "true");
    if (this.dirty.length) await this.save({ pressed: true });
    else await this.meet(await this.session.ask(), true);
    if (this.stop?.kind === "offline") this.owe();
    this.show();
    this.finish();
  }

  // Without a connection: it is saved as soon as there is one, though nobody is led away from here by then.
  owe() {
    this.owed = !this.choosing;
    this.notice.repeat();
    if (this.owed) this.later(this.wait);
  }

  // Go where the pressed button leads; not while it would lead to a page that says there is no connection.
  finish() {
    if (!this.pressed) return;
    const { button } = this.pressed;
    this.going = !WAITING.has(this.stop?.kind);
    if (this.going) return this.form.requestSubmit(button);
    this.form.removeAttribute("aria-busy");
    if (this.stop.kind === "nobody") return; // who signs in again is taken there then
    this.pressed = null;
    this.notice.insist();
  }

  // The connection or the session is back.
  async goOn() {
    this.wait = SHORTEST_WAIT;
    if (WAITING.has(this.stop?.kind)) this.stop = null;
    await this.save({ pressed: Boolean(this.pressed) });
    this.finish();
  }

  hide() {
    this.hidden = Date.now();
    this.save({ last: true });
  }

  async comeBack(since = this.hidden) {
    if (this.stop?.kind === "offline" || this.stop?.kind === "busy") return this.goOn();
    while (this.running) await this.running;
    if (Date.now() - since <= AWAY) return;
    this.running = this.refresh().finally(() => { this.running = null; });
    await this.running;
    this.show();
  }

  button() {
    const kind = this.stop?.kind;
    if (kind === "nobody" || kind === "other") return { label: "Sign in again", act: () => this.session.open() };
    if (kind || !this.dirty.some((each) => each.clash)) return null;
    return { label: "See both texts and choose", act: () => { this.going = true; this.form.requestSubmit(); } };
  }

  show() {
    const { stop, news, at, choosing, owed, pressedOnly: pressed } = this;
    const held = [...new Set(this.dirty.map((each) => each.held).filter(Boolean))];
    const [kept, session] = [this.kept.works, this.session.known?.name];
    const [dirty, beside] = [this.dirty.length > 0, hasMore(this.form)];
    const standing = { stop, held, dirty, beside, news, at, choosing, owed, pressed, kept, session };
    this.notice.show(lineOf(standing), this.button());
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
for (const { dataset } of document.querySelectorAll("[data-kept-texts]")) {
  showKept(new Kept(dataset.person, dataset.keptTexts), JSON.parse(dataset.labels));
}
