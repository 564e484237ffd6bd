// Three conveniences; every page works without them. Buttons stand hidden until this runs.
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

// Suggestions while a query is typed: a combobox by the ARIA 1.2 pattern. The form works without it.
for (const form of document.querySelectorAll("form[data-suggest]")) {
  const input = form.querySelector("input");
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let asked, timer, active = -1;
  list.id = input.id + "-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  status.className = "vh";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value);

  const choose = number => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = list.children[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else input.removeAttribute("aria-activedescendant");
  };
  const show = open => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", open);
    if (!open) {
      choose(-1);
      status.textContent = "";
    }
  };
  const stop = () => {
    clearTimeout(timer);
    asked?.abort();
    show(false);
  };
  const ask = async () => {
    const query = input.value.trim();
    asked?.abort();
    if (query.length < 2) return show(false);
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.suggest + "&q=" + encodeURIComponent(query.slice(0, 80)), { signal: asked.signal });
      if (!answer.ok) return show(false);
      const { items } = await answer.json();
      choose(-1);
      list.replaceChildren(...items.map((item, number) => {
        const option = document.createElement("li");
        option.id = list.id + number;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.lang = item.lang;
        option.dataset.url = item.url;
        option.textContent = item.label;
        return option;
      }));
      show(items.length > 0);
      status.textContent = form.dataset.said.replace("{n}", items.length);
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const last = list.children.length - 1;
    if (step && list.hidden && last >= 0 && input.value.trim().length > 1) show(true);
    if (list.hidden) return;
    if (step) choose(active + step > last ? -1 : active + step < -1 ? last : active + step);
    else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].dataset.url);
    else if (event.key === "Escape") stop();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", stop);
  list.addEventListener("mousedown", event => event.preventDefault());
  list.addEventListener("click", event => {
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.url);
  });
  form.addEventListener("submit", stop);
}
