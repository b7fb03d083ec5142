// The questions of a form and what is in their boxes, as text that can be compared, kept and put back.
// Where no question is marked, every name of the form counts as one.

const NEVER = "[type=hidden], [type=file], [type=submit], [type=button], [type=password]";
const TYPED = `input:not(${NEVER}), select, textarea`;

export class Part {
  constructor(key, label, by) {
    this.key = key;
    this.label = label;
    this.by = by;
    this.boxes = [];
    this.saved = null; // what the server is known to have; null where that is not known
    this.sent = []; // what was sent and never acknowledged: it may have arrived
    this.clash = ""; // somebody else changed it too: the sentence that says so
    this.wrong = null; // what was refused, and why
    this.kept = false; // in this browser
  }

  pairs() {
    return this.boxes.filter((box) => !ticked(box) || box.checked).map((box) => [box.name, box.value]);
  }

  value() {
    return JSON.stringify(this.pairs());
  }

  // As the page came from the server, whatever was typed before this script ran.
  served() {
    const given = this.boxes.filter((box) => !ticked(box) || box.defaultChecked);
    return JSON.stringify(given.map((box) => [box.name, servedIn(box)]));
  }

  get dirty() {
    return this.value() !== this.saved;
  }

  isSaved(value) {
    this.saved = value;
    this.sent = [];
    this.clash = "";
  }

  // Why it is not sent as it stands; empty when it may be.
  get held() {
    return this.clash || (this.wrong?.value === this.value() ? this.wrong.sentence : "");
  }

  // Whether a text that the server has came from here, though its answer never did.
  mayHaveSent(value) {
    return this.sent.some((sent) => same(sent, value));
  }

  write(value) {
    const pairs = JSON.parse(value);
    for (const box of this.boxes) {
      const [text] = pairs.filter(([name]) => name === box.name).map(([, given]) => given);
      if (ticked(box)) box.checked = pairs.some(([name, given]) => name === box.name && given === box.value);
      else if (box.value !== (text ?? "")) box.value = text ?? "";
      for (const kind of ["input", "change", "keyup"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }

  // The value in words, for a reader.
  words(value) {
    const said = JSON.parse(value).map(([name, text]) => {
      const box = this.boxes.find((each) => each.name === name && (!ticked(each) || each.value === text));
      const option = box?.options && [...box.options].find((each) => each.value === text);
      return option?.text ?? (box && ticked(box) ? box.labels[0]?.textContent.trim() : text);
    });
    return said.filter(Boolean).join(this.boxes.some(ticked) ? ", " : " ");
  }
}

function servedIn(box) {
  if (ticked(box)) return box.value;
  if (box.options) return ([...box.options].find((each) => each.defaultSelected) ?? box.options[0])?.value ?? "";
  const same = document.createElement(box.tagName); // which drops what a box of its kind cannot show
  if (box.matches("input")) same.type = box.type;
  same.value = box.defaultValue;
  return same.value;
}

const ticked = (box) => box.type === "checkbox" || box.type === "radio";

const nameOf = (box) => {
  const label = ticked(box) ? box.closest("fieldset")?.querySelector("legend") : box.labels[0];
  return label?.textContent.replace(/\s+/g, " ").trim() ?? "";
};

export function partsOf(form) {
  const parts = new Map();
  for (const box of form.elements) {
    if (!box.name || !box.matches(TYPED)) continue;
    const about = box.closest("[data-question]")?.dataset;
    const key = about ? about.question : box.name;
    if (!parts.has(key)) parts.set(key, new Part(key, about?.label ?? nameOf(box), about?.by ?? ""));
    parts.get(key).boxes.push(box);
  }
  return parts;
}

// Whether people or a photo were given beside the answers: they are sent by a button only, and kept nowhere.
export function hasMore(form) {
  const boxes = form.querySelectorAll("[data-beside] :is(input, textarea)");
  return [...boxes].some((box) => !ticked(box) && box.value !== box.defaultValue);
}

// The server takes blanks off the ends, and browsers write new lines in their own ways.
const plain = (value) =>
  JSON.stringify(JSON.parse(value).map(([name, text]) => [name, text.replace(/\s+/g, " ").trim()]));

export const same = (one, other) => one !== null && other !== null && plain(one) === plain(other);
