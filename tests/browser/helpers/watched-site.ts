import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sirv from 'sirv'

/** Before any script of the page: what goes wrong is noted, and the course is not kept on the device. */
const WATCH = `
  window.problems = []
  const note = (kind, text) => problems.push(kind + ': ' + text)
  for (const kind of ['error', 'warn']) {
    const plain = console[kind]
    console[kind] = (...words) => { note('console', words.join(' ')); plain.apply(console, words) }
  }
  // Of modules that a page fetches before it needs them Firefox says so though they come; those that do not come are missed.
  addEventListener('error', ({ message, target }) => {
    if (target.rel !== 'modulepreload') note('uncaught', message ?? target.src ?? target.href)
  }, true)
  addEventListener('unhandledrejection', (event) => note('unhandled', event.reason))
  document.addEventListener('securitypolicyviolation', (event) => note('policy', event.violatedDirective + ' ' + event.blockedURI))
  if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => Promise.resolve()
`

/** The built site for browsers whose console no driver reads: each page notes its own problems. */
export async function serveWatched(): Promise<{ url: string; close: () => void }> {
  const files = sirv('dist')
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname
    if (path === '/watch-problems.js') {
      response.setHeader('content-type', 'text/javascript').end(WATCH)
    } else if (path.endsWith('/')) {
      const html = readFileSync(join('dist', path, 'index.html'), 'utf8')
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(html.replace('<head>', '<head><script src="/watch-problems.js"></script>'))
    } else files(request, response, () => void response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close }
}
