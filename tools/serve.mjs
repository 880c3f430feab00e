// Serves the built course as a static host does: index pages, the 404 page, and the headers of dist/_headers.
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

/** The sections of a `_headers` file: a path, with `*` at its end for all below it, and what to send there. */
function rulesOf(folder) {
  const file = join(folder, '_headers')
  if (!existsSync(file)) return []
  const rules = []
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    if (!/^\s/.test(line)) rules.push({ path: line.trim(), headers: [] })
    else {
      const colon = line.indexOf(':')
      rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
    }
  }
  return rules
}

/** The headers for an address: every rule that matches it counts. */
function headersFor(rules, address) {
  const path = address.replace(/[?#].*$/, '')
  return rules
    .filter(({ path: rule }) => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule))
    .flatMap(({ headers }) => headers)
}

/**
 * @param {string} folder what to serve
 * @param {{ port?: number, base?: string, headers?: boolean }} options the first port to try (0: any), the path under
 *   which the course was built, and whether to send the header file's headers
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(folder, { port = 0, base = '/', headers = true } = {}) {
  const rules = headers ? rulesOf(folder) : []
  const prefix = base.replace(/\/$/, '')
  const notFound = existsSync(join(folder, '404.html')) ? readFileSync(join(folder, '404.html')) : 'Not found'
  const files = sirv(folder, { etag: true })
  const server = createServer((request, response) => {
    for (const [name, value] of headersFor(rules, request.url ?? '/')) response.setHeader(name, value)
    const missing = () => {
      for (const [name, value] of headersFor(rules, `${prefix}/404.html`)) response.setHeader(name, value)
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFound)
    }
    if (prefix && !`${request.url}/`.startsWith(`${prefix}/`)) return missing()
    request.url = (request.url ?? '/').slice(prefix.length) || '/'
    files(request, response, missing)
  })
  const taken = await listen(server, port)
  const close = () => {
    server.close()
    // A browser keeps its connections: without this, a server that is stopped goes on answering.
    server.closeAllConnections()
  }
  return { url: `http://localhost:${taken}${prefix}/`, close }
}

/** Listens on the first free port from `port` up. */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && port !== 0) resolve(listen(server, port + 1))
      else reject(error)
    })
    server.listen(port, () => resolve(server.address().port))
  })
}
