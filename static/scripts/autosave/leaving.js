// A link or another form of the page waits for what is typed to be saved, so that the page behind it knows it.

const PATIENCE = 3000;

export class Leaving {
  constructor(autosave) {
    this.autosave = autosave;
    document.addEventListener("submit", (event) => this.other(event), { capture: true });
    document.addEventListener("click", (event) => this.link(event));
    window.addEventListener("beforeunload", (event) => this.warn(event));
  }

  other(event) {
    const form = event.target;
    if (form === this.autosave.form || form.closest("dialog") || event.defaultPrevented) return;
    this.first(event, () => form.requestSubmit(event.submitter));
  }

  link(event) {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented || link.target) return;
    if (link.origin !== location.origin || link.pathname === location.pathname) return;
    this.first(event, () => location.assign(link.href));
  }

  async first(event, go) {
    const { autosave } = this;
    if (autosave.going || autosave.stop || autosave.pressedOnly || !autosave.waiting.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await Promise.race([autosave.save({ last: true }), new Promise((done) => setTimeout(done, PATIENCE))]);
    autosave.going = !autosave.dirty.length;
    go();
  }

  warn(event) {
    const { autosave } = this;
    if (autosave.going || autosave.choosing || !autosave.dirty.length) return;
    if (!autosave.stop && !autosave.pressedOnly && autosave.waiting.length && navigator.onLine) {
      autosave.save({ last: true });
      return;
    }
    event.preventDefault();
    event.returnValue = "";
  }
}
