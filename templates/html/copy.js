// Give each BibTeX entry a button that copies it.
for (const source of document.querySelectorAll("pre.bibtex")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = source.dataset.copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = source.dataset.copied;
      setTimeout(() => { button.textContent = source.dataset.copy; }, 2000);
    } catch {
      getSelection().selectAllChildren(source);
    }
  });
  source.after(button);
}
