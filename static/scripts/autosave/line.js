// How things stand, in words: for the line beside the buttons.

export function lineOf({ stop, clash, dirty, quarrel, news, at, pressed, kept, session }) {
  const here = kept ? "Kept on this device." : "Leave this page open.";
  const trying = pressed ? "Press “Save” again when there is." : "We keep trying.";
  const trouble = {
    offline: `Not saved yet: no connection. ${here} ${trying}`,
    busy: `Not saved yet: the service is busy. ${here} ${pressed ? "Press “Save” again in a moment." : trying}`,
    nobody: `Not saved yet: you were signed out. ${here}`,
    other: `Not saved: this browser is now signed in as ${session}. ${here}`,
    refused: `Not saved. ${stop?.sentence} ${here}`,
  };
  if (stop?.kind === "offline" && !dirty) return { kind: "offline", words: "No connection. All you wrote is saved.", trouble: true };
  if (stop) return { kind: stop.kind, words: trouble[stop.kind], trouble: true };
  if (clash) return { kind: "clash", words: `Not saved. ${quarrel}`, trouble: true };
  if (dirty && pressed) return { kind: "writing", words: `${news} Not saved yet: press “Save”. ${here}`.trim() };
  if (dirty) return { kind: "writing", words: `Not saved yet. ${news}`.trim() };
  if (at) return { kind: "saved", words: `All saved at ${at}. ${news}`.trim(), spoken: news || "Your text is saved." };
  return { kind: "ready", words: pressed ? "" : "Saves by itself as you write." };
}
