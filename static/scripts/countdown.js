// Keeps <p data-countdown> true while the page stays open. It goes by the server's clock: the page says what that
// showed when it was made, and the device's clock only tells how much time has passed since. Without this script
// the sentence is as true as when it was served. It is spoken at one hour, ten minutes and one minute, no oftener.

const MINUTE = 60, HOUR = 3600, DAY = 86400;
const SPOKEN = [HOUR, 10 * MINUTE, MINUTE];
const UK = "Europe/London";

const count = (number, unit) => `${number} ${unit}${number === 1 ? "" : "s"}`;

// "3 days and 4 hours": never more than there is. A day is 24 hours, whatever clocks do. As the server says it.
export function words(seconds) {
  if (seconds < MINUTE) return "less than a minute";
  const [size, larger, part, smaller] = seconds >= DAY ? [DAY, "day", HOUR, "hour"] : [HOUR, "hour", MINUTE, "minute"];
  if (seconds < HOUR) return count(Math.floor(seconds / MINUTE), "minute");
  const rest = Math.floor((seconds % size) / part);
  const whole = count(Math.floor(seconds / size), larger);
  return rest ? `${whole} and ${count(rest, smaller)}` : whole;
}

// What clocks and calendars in a time zone show: ["6:30pm", "Friday 23 September"]. No zone: the device's own.
function shown(moment, timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone, weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const hour = Number(part.hour), minutes = part.minute === "00" ? "" : `:${part.minute}`;
  const time = `${hour % 12 || 12}${minutes}${hour < 12 ? "am" : "pm"}`;
  return [time, `${part.weekday} ${part.day} ${part.month}`];
}

// The deadline on the device's own clock, where that is not the same as the UK's.
export function elsewhere(moment, timeZone) {
  const [time, day] = shown(moment, timeZone);
  const [ukTime, ukDay] = shown(moment, UK);
  if (time === ukTime && day === ukDay) return "";
  return `${ukTime} in the UK is ${time}${day === ukDay ? "" : ` on ${day}`} where you are.`;
}

class Countdown {
  constructor(line) {
    this.line = line;
    this.served = Date.parse(line.dataset.now);
    this.deadline = Date.parse(line.dataset.deadline);
    this.last = Date.parse(line.dataset.last);
    this.loaded = Date.now();
    this.started = performance.now();
    const place = line.querySelector("[data-elsewhere]");
    if (place) place.textContent = elsewhere(new Date(this.deadline));
    this.before = this.remaining();
    this.show();
    setInterval(() => this.show(), 1000);
    document.addEventListener("visibilitychange", () => this.show());
  }

  // Some devices let one of these clocks rest while they sleep; a clock that is put back must not give time.
  now() {
    return this.served + Math.max(Date.now() - this.loaded, performance.now() - this.started);
  }

  phase() {
    const now = this.now();
    return now <= this.deadline ? "open" : now <= this.last ? "grace" : "closed";
  }

  remaining() {
    const until = this.phase() === "open" ? this.deadline : this.last;
    return Math.max(0, Math.floor((until - this.now()) / 1000));
  }

  show() {
    const phase = this.phase(), left = this.remaining();
    const moved = this.shownPhase && this.shownPhase !== phase;
    for (const part of this.line.querySelectorAll("[data-phase]")) {
      part.hidden = part.dataset.phase !== phase;
      const place = part.querySelector("[data-left]");
      if (!part.hidden && place && place.textContent !== words(left)) place.textContent = words(left);
    }
    if (moved) this.say(this.line.querySelector(`[data-phase="${phase}"]`).textContent);
    else if (SPOKEN.some((mark) => this.before > mark && left <= mark)) this.say(`${words(left)} left until the deadline.`);
    this.shownPhase = phase;
    this.before = left;
  }

  say(sentence) {
    this.line.querySelector("[data-said]").textContent = sentence.replace(/\s+/g, " ").trim();
  }
}

for (const line of document.querySelectorAll("[data-countdown]")) new Countdown(line);
