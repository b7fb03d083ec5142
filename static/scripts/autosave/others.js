// What others have written since the page was made: it comes into the boxes that are untouched here.

const { search } = new URL(import.meta.url);
const part = (name) => import(new URL(`${name}.js${search}`, import.meta.url));
const [{ partsOf, same }, { freshPage }] = await Promise.all(["boxes", "sending"].map(part));

// The parts whose boxes show something new, as they are on a fresh page.
export async function fromOthers({ form, parts, version }) {
  const page = await freshPage();
  const fresh = page && [...page.forms].find((each) => each.dataset.autosave === form.dataset.autosave);
  if (!fresh) return [];
  const newest = fresh.elements.namedItem("version").value;
  return [...partsOf(fresh).values()].filter((theirs) => {
    const ours = parts.get(theirs.key);
    return ours && takeOver(ours, theirs, version, version.sign(theirs.key, newest));
  });
}

function takeOver(ours, theirs, version, sign) {
  const [value, touched] = [theirs.value(), ours.dirty];
  const shown = same(value, ours.value());
  if (sign === version.sign(ours.key)) return false;
  if (touched && !shown && !ours.mayHaveSent(value)) return false; // both wrote: somebody has to choose
  const isNew = !touched && !same(value, ours.saved);
  ours.isSaved(shown ? ours.value() : value);
  if (isNew) ours.write(value);
  version.shows(ours.key, sign);
  return isNew;
}
