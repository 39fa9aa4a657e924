// Makes pages quicker to use; every page works without it.
(() => {
  // What was refused is shown at the address of the act: who loads it again is to come to its page.
  const { standsAt } = document.documentElement.dataset;
  if (standsAt) history.replaceState(null, "", standsAt);

  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
    const search = document.querySelector("[data-search]");
    if (search && search.offsetParent) { event.preventDefault(); search.focus(); }
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    }
  });

  for (const button of document.querySelectorAll("[data-theme-switch]")) button.hidden = false;
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // The browser's own control for files speaks its own language; a button speaks that of the page.
  for (const choice of document.querySelectorAll("[data-file-choice]")) {
    const input = choice.querySelector("input");
    const chosen = choice.querySelector("[data-chosen]");
    const show = () => { chosen.textContent = [...input.files].map((file) => file.name).join(", ") || chosen.dataset.none; };
    input.classList.add("visually-hidden");
    choice.querySelector("label").hidden = false;
    for (const event of ["change", "files:smaller"]) input.addEventListener(event, show);
    show();
  }

  // A figure that counts people follows the participants until somebody writes another one there.
  for (const figure of document.querySelectorAll("[data-sum-of]")) {
    const parts = figure.dataset.sumOf.split(" ").map((name) => figure.form.elements[name]);
    const sum = () => {
      const known = parts.map((part) => part.value.trim()).filter((value) => /^\d+$/.test(value));
      return known.length ? String(known.reduce((total, value) => total + Number(value), 0)) : "";
    };
    let followed = sum();
    for (const part of parts) {
      part.addEventListener("input", () => {
        const now = sum();
        if (figure.value === "" || figure.value === followed) figure.value = now;
        followed = now;
      });
    }
  }

  // A page that says «saved» follows a form that was taken.
  try {
    const sent = sessionStorage.getItem("sent");
    if (sent && document.querySelector("[data-saved]")) localStorage.removeItem(sent);
    if (sent) sessionStorage.removeItem("sent");
  } catch { /* nothing kept */ }

  // Who signs out leaves the device to others: what was typed and not saved goes with them.
  for (const form of document.querySelectorAll("[data-forget-drafts]")) {
    form.addEventListener("submit", () => {
      try {
        for (const key of Object.keys(localStorage)) if (key.startsWith("typed:")) localStorage.removeItem(key);
      } catch { /* nothing kept */ }
    });
  }

  // What is typed in a form survives a lost line or an expired session: kept on this device until it is saved.
  for (const form of document.querySelectorAll("form[data-remember]")) {
    const key = `typed:${form.dataset.remember}`;
    const note = form.querySelector("[data-remember-note]");
    const fold = form.closest("details");
    const restore = (fold || document).querySelector("[data-remember-restore]");
    const notKept = ["hidden", "file", "submit"];
    const fields = () => [...form.elements].filter((field) => field.name && !notKept.includes(field.type));
    const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
    const holds = (part) => [...part.querySelectorAll("input, select, textarea")].some(
      (field) => !isTicked(field) && field.type !== "hidden" && field.value !== "");
    const read = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
    const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing kept */ } };
    const keep = () => {
      const values = fields().map((field) => [field.name, isTicked(field) ? field.checked : field.value, field.value]);
      try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), values })); } catch { return; }
      if (note) {
        const clock = new Date().toTimeString().slice(0, 5);
        note.textContent = note.dataset.rememberNote.replace("00:00", clock);
      }
    };
    const kept = read();
    const refused = document.querySelector("[data-error-summary]");  // what was typed last stands in the form
    if (kept && restore && !refused && !form.querySelector(".error")) {
      restore.hidden = false;
      if (fold) fold.open = true;
      restore.querySelector("[data-restore]").addEventListener("click", () => {
        for (const rows of form.querySelectorAll("[data-rows]")) {
          const numbers = kept.values.map(([name]) => name.match(`^${rows.dataset.rows}-(\\d+)-`)).filter(Boolean);
          const wanted = Math.max(0, ...numbers.map((match) => Number(match[1]) + 1));
          rows.dispatchEvent(new CustomEvent("rows:wanted", { detail: wanted }));
        }
        for (const [name, value, option] of kept.values) {
          for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
            if (typeof value !== "boolean") field.value = value;
            else if (field.value === option) field.checked = value;
          }
        }
        for (const hidden of form.querySelectorAll("details")) hidden.open ||= holds(hidden);
        restore.hidden = true;
      });
      restore.querySelector("[data-forget]").addEventListener("click", () => { forget(); restore.hidden = true; });
    }
    let waiting;
    const keepNow = () => { clearTimeout(waiting); waiting = undefined; keep(); };
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(keepNow, 600); });
    window.addEventListener("pagehide", () => { if (waiting) keepNow(); });
    form.addEventListener("submit", () => { keepNow(); try { sessionStorage.setItem("sent", key); } catch { /* kept */ } });
  }
})();
