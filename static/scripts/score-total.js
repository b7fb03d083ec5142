// Keeps the weighted total of a score sheet in step with the radios, as the server computes it: 0 to 100,
// with nothing yet for what is not scored.

for (const form of document.querySelectorAll("form[data-score-total]")) {
  const output = form.querySelector("[data-total]");
  const total = () => {
    let points = 0;
    let weights = 0;
    for (const criterion of form.querySelectorAll("[data-criterion]")) {
      const weight = Number(criterion.dataset.weight);
      const chosen = criterion.querySelector("input:checked");
      weights += weight;
      if (chosen) points += (weight * Number(chosen.value)) / Number(criterion.dataset.maximum);
    }
    output.value = weights ? ((points * 100) / weights).toFixed(1) : "0.0";
  };
  form.addEventListener("change", total);
  window.addEventListener("pageshow", total);
}
