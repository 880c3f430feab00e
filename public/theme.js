// Runs before the first paint, so that a reader who chose a theme never sees the other one flash.
try {
  var chosen = localStorage.getItem('chainrule-theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // Storage is blocked: the system's theme stands.
}
