// Before anything is drawn: the theme that was chosen here last, else the system's.
(() => {
  let kept = null;
  try { kept = localStorage.getItem("fizzle-theme"); } catch { /* a page opened from a file may keep nothing */ }
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
