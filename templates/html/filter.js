// Filter the publications of a section by words, year and kind.
for (const form of document.querySelectorAll("form.filter")) {
  const section = form.parentElement;
  const search = form.querySelector("input");
  const choices = [...form.querySelectorAll("select")];
  const output = form.querySelector("output");
  const words = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let entries;
  const read = () => [...section.querySelectorAll(".entry")].map((item) => {
    const copy = item.cloneNode(true);
    copy.querySelectorAll("pre, summary, button").forEach((part) => part.remove());
    return { item, text: words(copy.textContent), ...item.dataset };
  });
  const filter = () => {
    entries ??= read();
    const wanted = words(search.value).split(/\s+/);
    const chosen = choices.filter((choice) => choice.value);
    let shown = 0;
    for (const entry of entries) {
      const fits = wanted.every((word) => entry.text.includes(word)) && chosen.every((choice) => entry[choice.dataset.by] === choice.value);
      entry.item.hidden = !fits;
      shown += fits;
    }
    for (const group of section.querySelectorAll(".group")) group.hidden = !group.querySelector(".entry:not([hidden])");
    const active = chosen.length || search.value.trim();
    for (const fold of section.querySelectorAll("details.rest")) if (active) fold.open = true;
    output.textContent = active ? output.dataset.shown.replace("{shown}", shown).replace("{all}", entries.length) : "";
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}
