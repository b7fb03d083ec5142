// On a judge's list: what this device kept of score sheets to which no link of the page leads. Their judge was
// taken off the nomination while they wrote; the words are theirs, and can be read and copied.

const { search } = new URL(import.meta.url);
const part = (name) => import(new URL(`autosave/${name}.js${search}`, import.meta.url));
const [{ Kept }, { showKept }] = await Promise.all(["kept", "earlier"].map(part));

const ADDRESS = /^awards-text (\S+) (\/judging\/assignments\/[^/ ]+)\/autosave /;
const NAMES = { comment: "Comment for the organisation", private_note: "A note to yourself", flag: "Tell the chair" };

const named = (key) => NAMES[key] ?? key.replace(/^(points|comment)-/, "").replaceAll("-", " ");

function sheetsOf(person) {
  try {
    const found = Object.keys(localStorage).map((name) => ADDRESS.exec(name)).filter((match) => match?.[1] === person);
    return [...new Set(found.map((match) => match[2]))];
  } catch {
    return [];
  }
}

for (const { dataset } of document.querySelectorAll("[data-kept-sheets]")) {
  for (const sheet of sheetsOf(dataset.person)) {
    if (document.querySelector(`a[href="${sheet}"]`)) continue;
    const kept = new Kept(dataset.person, `${sheet}/autosave`);
    const keys = kept.all().map(([name]) => name.replace(/^earlier \d+ /, ""));
    showKept(kept, Object.fromEntries(keys.map((key) => [key, named(key)])));
  }
}
