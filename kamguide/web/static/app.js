// Two conveniences; every page works without them. Buttons stand hidden until this runs.
"use strict";
for (const button of document.querySelectorAll("button[data-do]")) {
  const kind = button.dataset.do;
  if (kind === "copy" && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (kind === "print") {
      window.print();
      return;
    }
    await navigator.clipboard.writeText(button.dataset.text);
    const said = button.querySelector("[data-said]");
    const before = said.textContent;
    said.textContent = said.dataset.said;
    setTimeout(() => { said.textContent = before; }, 2500);
  });
}
