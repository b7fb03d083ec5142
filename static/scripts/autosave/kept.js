// Text that is not saved yet, kept in this browser: one entry for each person, form and question.
// It goes as soon as the server has the text. Nobody else's is ever read, and after a month none is left.

const MARK = "awards-text ";
const MONTH = 30 * 24 * 3600 * 1000;

export class Kept {
  constructor(person, address) {
    this.start = `${MARK}${person} ${address} `;
    this.works = true;
    for (const [name, entry] of entries(MARK)) if (Date.now() - entry.at > MONTH) localStorage.removeItem(name);
  }

  put(key, entry) {
    try {
      localStorage.setItem(this.start + key, JSON.stringify({ at: Date.now(), ...entry }));
      this.works = true;
    } catch {
      this.works = false; // forbidden, or full
    }
  }

  forget(key) {
    try {
      localStorage.removeItem(this.start + key);
    } catch {
      this.works = false;
    }
  }

  all() {
    return entries(this.start).map(([name, entry]) => [name.slice(this.start.length), entry]);
  }
}

function entries(start) {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(start));
    return names.map((name) => [name, JSON.parse(localStorage.getItem(name))]);
  } catch {
    return [];
  }
}

// For example "2:05pm", or "2:05pm on 3 March" when that was another day; on this device's clock.
export function when(at) {
  const day = new Date(at);
  const minutes = day.getMinutes() ? `:${String(day.getMinutes()).padStart(2, "0")}` : "";
  const time = `${day.getHours() % 12 || 12}${minutes}${day.getHours() < 12 ? "am" : "pm"}`;
  const today = day.toDateString() === new Date().toDateString();
  return today ? time : `${time} on ${day.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}`;
}
