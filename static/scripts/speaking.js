// Says beside a text for the stage how long it takes to read aloud, while it is written: awards/core/text.py.

const WORDS_A_MINUTE = 125;

function timeToSay(text) {
  const words = (text.match(/\S+/g) || []).length;
  if (!words) return "";
  const seconds = Math.max(5, 5 * Math.floor((words * 12) / WORDS_A_MINUTE + 0.5));
  const minutes = Math.floor(seconds / 60);
  const whole = minutes ? `${minutes} minute${minutes > 1 ? "s" : ""}` : "";
  const rest = seconds % 60 ? `${seconds % 60} seconds` : "";
  return `Read aloud, this takes ${["about", whole, rest].filter(Boolean).join(" ")}.`;
}

for (const place of document.querySelectorAll("[data-speaking]")) {
  const box = document.getElementById(place.dataset.speaking);
  const tell = () => { place.textContent = timeToSay(box.value); };
  box.addEventListener("input", tell);
  window.addEventListener("pageshow", tell);
}
