/**
 * Tells a figure when it goes out of sight and when it returns: scrolled away, or in a hidden tab. A figure that nobody
 * sees does not compute.
 */
export function whileVisible(element: Element, onChange: (visible: boolean) => void): () => void {
  let isOnScreen = true
  const tell = () => onChange(isOnScreen && document.visibilityState === 'visible')
  const observer = new IntersectionObserver((entries) => {
    isOnScreen = entries.at(-1)?.isIntersecting ?? true
    tell()
  })
  observer.observe(element)
  document.addEventListener('visibilitychange', tell)
  return () => {
    observer.disconnect()
    document.removeEventListener('visibilitychange', tell)
  }
}
