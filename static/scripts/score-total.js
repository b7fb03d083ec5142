// Keeps the weighted total of a score sheet in step with the radios, as the server computes it: 0 to 100,
// with nothing yet for what is not scored.

for (const form of document.querySelectorAll("form[data-score-total]")) {
  const part = (name) => form.querySelector(`[data-total${name}]`);
  const total = () => {
    let points = 0;
    let weights = 0;
    let given = 0;
    const criteria = form.querySelectorAll("[data-criterion]");
    for (const criterion of criteria) {
      const weight = Number(criterion.dataset.weight);
      const chosen = criterion.querySelector("input:checked");
      weights += weight;
      if (!chosen) continue;
      points += (weight * Number(chosen.value)) / Number(criterion.dataset.maximum);
      given += 1;
    }
    part("").value = weights ? ((points * 100) / weights).toFixed(1) : "0.0";
    part("-none").hidden = given > 0;
    part("-some").hidden = given === 0;
    part("-open").hidden = given === criteria.length;
  };
  form.addEventListener("change", total);
  window.addEventListener("pageshow", total);
}
