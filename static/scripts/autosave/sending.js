// What goes to the server, and what its answer means.

const PATIENCE = 20_000;
const KEPT_ALIVE = 60_000; // browsers let go of a page only with less than 64 kB under way
const FROM_HERE = { "X-Requested-With": "autosave" };

// Only what was touched, so that what others write meanwhile stays as it is; all of a form without questions.
export function bodyOf(form, parts, perQuestion) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const hidden = [...form.elements].some((box) => box.name === name && box.type === "hidden");
    if (typeof value === "string" && (hidden || !perQuestion)) body.append(name, value);
  }
  for (const each of perQuestion ? parts : []) {
    body.append("only", each.key);
    for (const [name, value] of each.pairs()) body.append(name, value);
  }
  return body;
}

// One of: saved, offline, busy, signed-out, clash, wrong, refused.
// "last": the browser sends it although the page goes away.
export async function post(address, body, last) {
  const text = body.toString();
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: text,
      headers: { ...FROM_HERE, "Content-Type": "application/x-www-form-urlencoded" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: last && text.length < KEPT_ALIVE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    return await meaning(answer);
  } catch {
    return { kind: "offline" };
  }
}

async function meaning(answer) {
  const header = (name) => answer.headers.get(name) ?? "";
  if (answer.status === 204) {
    return { kind: "saved", version: header("X-Version"), at: header("X-Saved-At"), changed: header("X-Changed") };
  }
  const leadsAway = answer.type === "opaqueredirect"; // to the page for signing in
  if (leadsAway || answer.status === 400 || answer.status === 401) return { kind: "signed-out" };
  if (header("Content-Type").startsWith("application/json")) {
    const { sentence, clashes, wrong } = await answer.json();
    return { kind: clashes.length ? "clash" : wrong.length ? "wrong" : "refused", sentence, clashes, wrong };
  }
  if (answer.status >= 500 || answer.status === 429) return { kind: "busy" };
  const sentence = answer.status === 413 ? "This is too long." : "You can no longer change this page.";
  return { kind: "refused", sentence };
}

// The page as it would be opened now, or null.
export async function freshPage() {
  try {
    const how = { headers: FROM_HERE, credentials: "same-origin", redirect: "manual" };
    const answer = await fetch(location.pathname, how);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}
