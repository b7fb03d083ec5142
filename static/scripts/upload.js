// Sends files as soon as they are chosen or dropped, one after the other, and shows how far each is. What cannot be
// kept is said beside its name; nothing else on the page is touched. Without this script the box is one of its form.
import { problemWith, prepared } from "./uploading/file.js";
import { send } from "./uploading/sending.js";
import { Row } from "./uploading/row.js";

const LOOK = 3000;
const LOOKS = 40;

class Upload {
  constructor(zone) {
    this.zone = zone;
    this.input = zone.querySelector("input[type=file]");
    this.list = zone.querySelector(".aw-upload__files");
    this.voice = zone.querySelector("[role=status]");
    this.rows = [];
    this.looks = 0;
    zone.hidden = !this.left;
    this.input.removeAttribute("name"); // sent from here, and not once more with the form
    this.input.addEventListener("change", () => this.choose());
    zone.addEventListener("drop", (event) => this.several(event));
    window.addEventListener("online", () => this.again());
    window.addEventListener("beforeunload", (event) => this.warn(event));
    this.form?.addEventListener("submit", (event) => this.hold(event));
    zone.classList.add("aw-upload--ready");
    this.watch();
  }

  get form() {
    return this.input.form;
  }

  get regions() {
    return this.zone.dataset.refreshes.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  }

  // How many more can be sent, by the page as it is now.
  get left() {
    const said = this.regions.map((each) => each.querySelector("[data-left]")).find(Boolean);
    return said ? Number(said.dataset.left) : 1;
  }

  get busy() {
    return this.rows.some((row) => row.state === "waiting" || row.state === "sending");
  }

  choose() {
    const files = [...this.input.files];
    if (!files.length) return;
    this.input.value = "";
    this.input.dispatchEvent(new Event("change", { bubbles: true })); // so that the box says that it is empty
    for (const row of this.rows.filter((each) => each.state === "refused" || each.state === "done")) row.remove();
    for (const file of files) this.add(file);
    this.work();
  }

  // The box takes only as many as it has room for, and says nothing of the others.
  several(event) {
    if (this.input.multiple || event.dataTransfer.files.length < 2) return;
    const row = new Row("Several files", { gone: () => {} });
    this.list.append(row.element);
    this.tell(row, "Drop one photo at a time.", false);
  }

  add(file) {
    const row = new Row(file.name, {
      cancel: () => this.cancel(row),
      again: () => this.retry(row),
      gone: () => { this.rows = this.rows.filter((each) => each !== row); },
    });
    row.file = file;
    this.rows.push(row);
    this.list.append(row.element);
    const before = this.rows.filter((each) => each.state === "waiting" || each.state === "sending").length;
    if (before > this.left) row.refuse(`Not sent: ${this.left ? `only ${this.left} more can be sent` : "no more can be sent"}.`);
  }

  // One at a time: on a slow line the first is then there soonest.
  async work() {
    if (this.working) return;
    this.working = true;
    for (let row; (row = this.rows.find((each) => each.state === "waiting")); ) await this.one(row);
    this.working = false;
  }

  async one(row) {
    row.begin();
    this.say(`Sending ${row.name}`);
    try {
      row.file = await prepared(row.file, this.zone.dataset);
      const problem = problemWith(row.file, this.zone.dataset);
      if (problem) return this.tell(row, problem, false);
      const answer = await send(row, this.zone.dataset, this.fields(), this.form);
      if (answer.kind === "cancelled") {
        row.remove();
        return await this.refresh(); // the last of it may have arrived all the same
      }
      if (answer.kind !== "kept") return this.tell(row, answer.sentence, answer.again);
      row.done();
      this.say(`${row.name} is saved`);
      await this.refresh();
    } catch {
      this.tell(row, "Something went wrong here. Nothing was saved.", true);
    }
  }

  tell(row, sentence, again) {
    row.refuse(sentence, again);
    this.say(`${row.name}: ${sentence}`);
  }

  // What is typed beside the photo goes with it.
  fields() {
    const box = document.getElementById(this.zone.dataset.describedIn ?? "");
    return box ? { description: box.value } : {};
  }

  cancel(row) {
    if (row.state === "sending" && row.request) row.request.abort();
    else row.remove();
    this.say(`${row.name} is not sent`);
  }

  retry(row) {
    row.wait();
    this.work();
  }

  // The connection is back: what it had cut is sent again.
  again() {
    for (const row of this.rows.filter((each) => each.lost)) row.wait();
    this.work();
  }

  // The page as it is now, put in the place of what this script knows to have changed.
  async refresh() {
    const answer = await fetch(this.zone.dataset.page, { credentials: "same-origin", headers: { "X-Requested-With": "refresh" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const region of this.regions) {
      const now = page.getElementById(region.id);
      if (now) region.replaceChildren(...now.childNodes);
      document.dispatchEvent(new CustomEvent("shown-anew", { detail: region }));
    }
    const box = this.zone.closest("[data-beside]");
    if (box && !page.getElementById(this.zone.dataset.describedIn)) this.finish(box);
    this.zone.hidden = !this.left && !this.busy && this.rows.every((row) => row.state === "done");
    this.watch();
  }

  // The photo has all that it needs: nothing is asked for any more, and nothing typed is left unsent.
  finish(box) {
    for (const each of box.querySelectorAll("textarea")) each.value = "";
    box.remove();
  }

  // While a file is looked at for viruses, the page says so; soon it says something else.
  watch() {
    const waits = this.regions.some((each) => each.querySelector("[data-scan-waiting]"));
    if (!waits || this.looks >= LOOKS) return;
    this.looks += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh().catch(() => this.watch()), LOOK);
  }

  say(words) {
    this.voice.textContent = words;
  }

  // Pressing the form's button while a file is under way waits for the file.
  hold(event) {
    if (!this.busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.say("Wait until the files are sent, or cancel them.");
    this.list.scrollIntoView({ block: "nearest" });
  }

  warn(event) {
    if (!this.busy) return;
    event.preventDefault();
    event.returnValue = "";
  }
}

// A file that misses the box would open in place of the page.
for (const what of ["dragover", "drop"]) {
  document.addEventListener(what, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}
for (const zone of document.querySelectorAll("[data-upload]")) new Upload(zone);
for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
