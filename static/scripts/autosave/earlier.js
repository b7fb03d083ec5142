// Text that an earlier visit could not save and this browser has kept. Where nobody has changed the answer
// since, it goes back into its box and is saved. Else it is shown to the person who typed it, to be put in or
// thrown away; the words for that stand in the page's <template data-kept-offer>.

const part = (name) => import(new URL(`${name}.js${new URL(import.meta.url).search}`, import.meta.url));
const [{ same }, { when }] = await Promise.all(["boxes", "kept"].map(part));

const EARLIER = /^earlier \d+ /;

// What is put back at once, in words; the rest is offered.
export function recover({ kept, parts, version, perQuestion }) {
  const [back, offered] = [[], []];
  for (const [name, entry] of kept.all()) {
    const key = name.replace(EARLIER, "");
    const about = parts.get(key);
    if (about && about.saved === null) continue; // its box shows it
    const arrived = entry.sent.some((sent) => same(sent, about?.saved ?? null));
    const unchanged = arrived || entry.base === version.sign(key);
    if (about && same(entry.value, about.saved)) kept.forget(name);
    else if (about && unchanged && name === key && !about.dirty) {
      about.write(entry.value);
      back.push(`“${about.label}” (${when(entry.at)})`);
    } else offered.push({ name, key, entry, about, label: about?.label || key });
  }
  for (const text of offered) {
    kept.forget(text.name);
    text.name = `earlier ${text.entry.at} ${text.key}`; // what is typed from now on does not write over it
    kept.put(text.name, text.entry);
  }
  const throwAway = ({ name }) => kept.forget(name);
  const putIn = ({ name, key, entry, about }) => {
    if (perQuestion) version.shows(key, entry.base); // it was written before the other text was
    about.write(entry.value);
    kept.forget(name);
  };
  offer(offered, { putIn, throwAway });
  return back;
}

// Where nothing can be changed any more, it can at least be read.
export function showKept(kept, labels) {
  const label = (name) => labels[name.replace(EARLIER, "")] ?? "";
  const texts = kept.all().map(([name, entry]) => ({ name, entry, label: label(name) }));
  offer(texts, { throwAway: ({ name }) => kept.forget(name) });
}

function offer(texts, { putIn, throwAway }) {
  const template = document.querySelector("template[data-kept-offer]");
  if (!template || !texts.length) return;
  const box = template.content.cloneNode(true).firstElementChild;
  const pattern = box.querySelector("[data-kept-each]");
  for (const text of texts) {
    const { about, label, entry } = text;
    const each = pattern.cloneNode(true);
    const words = about?.words(entry.value) ?? JSON.parse(entry.value).map(([, given]) => given).join(" ");
    for (const [name, value] of Object.entries({ label, words, when: when(entry.at) })) {
      each.querySelector(`[data-kept-${name}]`).textContent = value;
    }
    for (const hidden of each.querySelectorAll("[data-kept-about]")) hidden.textContent = `: ${label}`;
    const buttons = { in: putIn && about && putIn, away: throwAway };
    for (const [name, act] of Object.entries(buttons)) {
      const button = each.querySelector(`[data-kept-${name}]`);
      if (act) button.addEventListener("click", () => { goOn(box, each, about); act(text); });
      else button.remove();
    }
    pattern.before(each);
  }
  pattern.remove();
  template.before(box);
}

// The keyboard goes on at the next text, or else at the question.
function goOn(box, each, about) {
  each.remove();
  const next = box.querySelector("[data-kept-away]");
  if (!next) box.remove();
  (next ?? about?.boxes[0] ?? document.querySelector("main a")).focus();
}
