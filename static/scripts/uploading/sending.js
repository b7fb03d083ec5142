// Sends one file and tells what the answer means: kept, cancelled, or a sentence and whether to try again.

const BY_SCRIPT = { "X-Requested-With": "upload" };
const SIGNED_OUT = "You were signed out, so it was not saved. Sign in in another window, then try again here.";
const SENTENCES = {
  404: "You can no longer change this nomination.",
  413: "This file is too large.",
  429: "You have sent many files in a short time. Try again in ten minutes.",
};

export async function send(row, data, fields, form) {
  let answer = await post(row, data, fields, form);
  if (answer.status === 400 && (await renewToken(form, data.page))) answer = await post(row, data, fields, form);
  return meaning(answer, row);
}

function post(row, data, fields, form) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, csrf_token: token(form)?.value ?? "" })) body.append(name, value);
  body.append(data.name, row.file, row.file.name);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", data.upload);
    for (const [name, value] of Object.entries(BY_SCRIPT)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => row.progress(event.loaded, event.total));
    request.addEventListener("load", () => done(request));
    request.addEventListener("error", () => done({ status: 0 }));
    request.addEventListener("abort", () => done({ status: 0, cancelled: true }));
    row.request = request;
    request.send(body);
  });
}

function meaning(answer, row) {
  const { status } = answer;
  if (answer.cancelled) return { kind: "cancelled" };
  if (status === 201) return { kind: "kept" };
  if (status === 0) {
    row.lost = true;
    return { kind: "lost", sentence: "The connection was lost, so nothing was saved. It is sent again when the connection is back.", again: true };
  }
  if (status === 200 || status === 400 || status === 401) return { kind: "signed out", sentence: SIGNED_OUT, again: true };
  const said = problems(answer);
  if (said) return { kind: "refused", sentence: said };
  if (SENTENCES[status]) return { kind: "refused", sentence: SENTENCES[status], again: status === 429 };
  return { kind: "busy", sentence: "The service is busy, so nothing was saved. Try again in a moment.", again: true };
}

function problems(answer) {
  try {
    return JSON.parse(answer.responseText).problems.join(" ");
  } catch {
    return "";
  }
}

const token = (form) => (form ?? document).querySelector("input[name=csrf_token]");

// Who signed in again has another token; a page of theirs brings it.
async function renewToken(form, page) {
  try {
    const answer = await fetch(page, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return false;
    const anew = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = anew.querySelector("input[name=csrf_token]")?.value;
    for (const each of document.querySelectorAll("input[name=csrf_token]")) each.value = fresh;
    return Boolean(fresh);
  } catch {
    return false;
  }
}
