import { href } from '../base.ts'
import { cachesOf } from './release.ts'

/** Where the reader has said that this course is not to be kept. */
const KEY = `chainrule-not-kept:${href('')}`

/** Whether the reader has removed the course from this device and not asked for it since. */
export function isUnwanted(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

export function setUnwanted(unwanted: boolean): void {
  try {
    if (unwanted) localStorage.setItem(KEY, '1')
    else localStorage.removeItem(KEY)
  } catch {
    // Storage is blocked: the course is kept again at the next visit, where it can be.
  }
}

/** Ends this course's service worker and gives its files back; a second time there is nothing to do. */
export async function removeCourse(container: ServiceWorkerContainer): Promise<void> {
  const scope = new URL(href(''), location.href)
  const registration = await container.getRegistration(scope.href)
  if (registration?.scope === scope.href) await registration.unregister()
  const own = (await caches.keys()).filter((name) => name.startsWith(cachesOf(scope.pathname)))
  await Promise.all(own.map((name) => caches.delete(name)))
}
