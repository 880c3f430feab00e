/** Nothing about being offline may slow the page down: it begins when the page has loaded and rests. */
const begin = () => {
  const start = () => void import('./page.ts').then(({ keepOffline }) => keepOffline()).catch(() => undefined)
  // Safari has no idle time to give.
  if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 10_000 })
  else setTimeout(start, 1000)
}

// While authors write, every reload shows what they wrote; a lesson alone in a learning platform is not the course, and
// a figure in somebody else's page keeps nothing of it there.
if (
  import.meta.env.PROD &&
  !document.documentElement.dataset['embed'] &&
  document.querySelector('link[rel="manifest"]')
) {
  if (document.readyState === 'complete') begin()
  else addEventListener('load', begin, { once: true })
}
