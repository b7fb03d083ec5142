// How things stand, in words: for the line beside the buttons.

const BESIDE = "Only this page has the people and the photo you added: leave it open, and press “Save” again later.";

// To whoever presses “Save” without a connection.
function offline({ dirty, beside, kept }) {
  const when = "will be saved as soon as you are back";
  const text = kept ? `Kept on this device, and ${when}.` : `Leave this page open: your text ${when}.`;
  const safe = beside ? "" : "All you wrote is saved.";
  return ["You are offline.", dirty ? text : safe, beside ? BESIDE : ""].filter(Boolean).join(" ");
}

const whole = (sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

export function lineOf(standing) {
  const { stop, held, dirty, beside, news, at, choosing, owed, pressed, kept, session } = standing;
  const here = kept ? "Kept on this device." : "Leave this page open.";
  const again = pressed || choosing ? "Press “Save” again in a moment." : "We keep trying.";
  const reasons = {
    offline: "no connection",
    busy: "the service is busy",
    nobody: "you were signed out",
    other: `this browser is now signed in as ${session}`,
  };
  if (owed && !choosing && stop?.kind === "offline") return { kind: "owed", words: offline(standing), trouble: true };
  if (stop) {
    const reason = reasons[stop.kind];
    const retried = stop.kind === "offline" || stop.kind === "busy" ? ` ${again}` : "";
    const why = reason ? `Not saved yet: ${reason}.` : `Not saved. ${whole(stop.sentence)}`;
    const words = `${why} ${here}${retried}`;
    const safe = reason && `${reason[0].toUpperCase()}${reason.slice(1)}. ${beside ? BESIDE : "All you wrote is saved."}`;
    return { kind: stop.kind, words: dirty ? words : (safe ?? words), trouble: true };
  }
  if (choosing) return { kind: "ready", words: "" };
  const why = held.map(whole).join(" ");
  if (why) return { kind: why, words: `Not saved. ${why} ${here}`, trouble: true };
  if (dirty && pressed) return { kind: "writing", words: `${news} Not saved yet: press “Save”. ${here}`.trim() };
  if (dirty) return { kind: "writing", words: `Not saved yet. ${news}`.trim() };
  if (at) return { kind: "saved", words: `All saved at ${at}. ${news}`.trim(), spoken: news || "Your text is saved." };
  return { kind: "ready", words: pressed ? "" : "Saves by itself as you write." };
}
