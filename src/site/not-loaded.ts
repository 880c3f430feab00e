/**
 * Says so where a part of a page cannot be brought to life: its script did not come, because the connection broke or
 * because the site has been published anew since; or it threw. Without it a button would stand there and do nothing. The
 * words are in the page from the beginning; what is to be fetched for them might not come either.
 */
const template = document.querySelector<HTMLTemplateElement>('template.not-loaded')

type Trouble = 'missing' | 'broken'

function note(trouble: Trouble): HTMLElement | undefined {
  const copy = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined
  copy?.querySelector(trouble === 'missing' ? '.not-loaded-broken' : '.not-loaded-missing')?.remove()
  copy?.querySelector('button')?.addEventListener('click', () => location.reload())
  return copy
}

/** How browsers say that a script which was asked for did not come. */
const MISSING = /dynamically imported module|Importing a module script failed|preload CSS/i
const isMissing = (error: Error): boolean => MISSING.test(error.message)

// A figure or an exercise: below it, where the reader is about to press.
document.addEventListener('astro:hydration-error', (event) => {
  event.preventDefault()
  const island = event.target as Element
  const { error } = (event as CustomEvent<{ error: unknown }>).detail
  const said = note(error instanceof Error && !isMissing(error) ? 'broken' : 'missing')
  if (said && !island.nextElementSibling?.matches('.not-loaded')) island.after(said)
})

/** An island: Astro's element around what comes to life, as far as this file knows it. */
interface Island extends HTMLElement {
  hydrate: () => Promise<void>
}

// A figure that throws while it wakes is taken off the page by the library that draws it. What the build drew is put back
// before anybody sees the gap, and says over its controls, which would do nothing, that it does not respond.
for (const island of document.querySelectorAll<Island>('astro-island[ssr]')) {
  const { hydrate } = island
  island.hydrate = async () => {
    const face = [...island.childNodes].map((node) => node.cloneNode(true))
    try {
      await hydrate()
    } catch (error) {
      console.error(error)
      island.replaceChildren(...face)
      for (const control of island.querySelectorAll<HTMLButtonElement>('button, input, select, textarea'))
        control.disabled = true
      const said = note('broken')
      said?.classList.add('not-loaded-over')
      if (said) island.after(said)
    }
  }
}

// Something that is fetched at a press, or breaks while it draws: nobody knows what it belongs to, so it is said at the edge
// of the screen. What an extension of the browser throws is not of this page.
function tell(error: unknown): void {
  if (!(error instanceof Error)) return
  if (!isMissing(error) && !error.stack?.includes('_astro/')) return
  const said = note(isMissing(error) ? 'missing' : 'broken')
  if (!said || document.querySelector('.not-loaded-page')) return
  said.classList.add('not-loaded-page')
  document.body.append(said)
}
addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => tell(reason))
addEventListener('error', ({ error }) => tell(error))
