// While documents are being made, looks every two seconds whether one got on, and then shows the page anew.
const PAUSE = 2000;
const LONGEST = 5 * 60 * 1000;
const { watch: address, builds: before } = document.querySelector("script[data-watch]").dataset;
const began = Date.now();

async function look() {
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const { builds } = await answer.json();
    if (builds !== before) return window.location.reload();
  } catch {
    // no connection: try again
  }
  if (Date.now() - began < LONGEST) setTimeout(look, PAUSE);
}

look();
