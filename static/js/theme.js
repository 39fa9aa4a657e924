// Light or dark before the first paint: what the person chose here, else what the device asks for.
(() => {
  const device = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const show = (theme) => document.documentElement.setAttribute("data-bs-theme", theme);
  const apply = () => show(chosen() || (device.matches ? "dark" : "light"));
  apply();
  device.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const next = document.documentElement.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", next); } catch { /* stays for this page */ }
    show(next);
  });
})();
