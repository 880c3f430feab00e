const KEY = 'chainrule-theme'

/** The theme on screen: the reader's choice, or else the system's. */
const current = (): 'light' | 'dark' => {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

document.querySelector('button.theme')?.addEventListener('click', () => {
  const next = current() === 'dark' ? 'light' : 'dark'
  document.documentElement.dataset['theme'] = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
})
