// How things stand, in words: for the line beside the buttons.

const whole = (sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

export function lineOf({ stop, held, dirty, news, at, choosing, pressed, kept, session }) {
  const here = kept ? "Kept on this device." : "Leave this page open.";
  const again = pressed || choosing ? "Press “Save” again in a moment." : "We keep trying.";
  const reasons = {
    offline: "no connection",
    busy: "the service is busy",
    nobody: "you were signed out",
    other: `this browser is now signed in as ${session}`,
  };
  if (stop) {
    const reason = reasons[stop.kind];
    const retried = stop.kind === "offline" || stop.kind === "busy" ? ` ${again}` : "";
    const why = reason ? `Not saved yet: ${reason}.` : `Not saved. ${whole(stop.sentence)}`;
    const words = `${why} ${here}${retried}`;
    const safe = reason && `${reason[0].toUpperCase()}${reason.slice(1)}. All you wrote is saved.`;
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
