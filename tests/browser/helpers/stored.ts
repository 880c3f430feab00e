import type { Page } from 'playwright-core'

/** What the device has in its table, read past the course's own code. */
export const stored = (page: Page): Promise<unknown[]> =>
  page.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const request = indexedDB.open('chainrule')
        request.addEventListener('error', () => reject(request.error ?? new Error('error')))
        request.addEventListener('success', () => {
          const all = request.result.transaction('attempts').objectStore('attempts').getAll()
          all.addEventListener('success', () => {
            request.result.close()
            resolve(all.result as unknown[])
          })
        })
      }),
  )
