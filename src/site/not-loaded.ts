/**
 * Says so where a part of a page cannot be brought to life: its script did not come, because the connection broke or
 * because the site has been published anew since. Without it a button would stand there and do nothing. The words are in
 * the page from the beginning; what is to be fetched for them might not come either.
 */
const template = document.querySelector<HTMLTemplateElement>('template.not-loaded')

function note(): HTMLElement | undefined {
  const copy = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined
  copy?.querySelector('button')?.addEventListener('click', () => location.reload())
  return copy
}

// A figure or an exercise: below it, where the reader is about to press.
document.addEventListener('astro:hydration-error', (event) => {
  event.preventDefault()
  const island = event.target as Element
  const said = note()
  if (said && !island.nextElementSibling?.matches('.not-loaded')) island.after(said)
})

/** How browsers say that a script which was asked for on the way did not come. */
const MISSING = /dynamically imported module|Importing a module script failed|preload CSS/i

// Something that is fetched at a press: nobody knows what it belongs to, so it is said at the edge of the screen.
addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
  if (!(reason instanceof Error) || !MISSING.test(reason.message)) return
  const said = note()
  if (!said || document.querySelector('.not-loaded-page')) return
  said.classList.add('not-loaded-page')
  document.body.append(said)
})
