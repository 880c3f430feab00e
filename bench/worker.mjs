// One contender in a worker of its own: makes the problem that it is asked for, then does it so many times and tells how
// long that took.

/** @param {(task: string, variant: string) => Promise<((times: number) => unknown) | null>} make */
export function serve(make) {
  let work = null
  globalThis.onmessage = async ({ data }) => {
    try {
      if (data.task !== undefined) {
        work = await make(data.task, data.variant)
        postMessage({ known: work !== null })
      } else {
        const begun = performance.now()
        const result = await work(data.times)
        postMessage({ ms: performance.now() - begun, result })
      }
    } catch (error) {
      postMessage({ error: String(error?.stack ?? error) })
    }
  }
}
