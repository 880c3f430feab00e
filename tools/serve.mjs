// Serves the built course as a static host does: index pages, the 404 page, and the headers of dist/_headers.
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

/** The rules of a `_headers` file that apply to every path. */
function headersOf(folder) {
  const file = join(folder, '_headers')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^\s+\S/.test(line))
    .map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    })
}

/**
 * @param {string} folder what to serve
 * @param {{ port?: number, base?: string, headers?: boolean }} options the first port to try (0: any), the path under
 *   which the course was built, and whether to send the header file's headers
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(folder, { port = 0, base = '/', headers = true } = {}) {
  const rules = headers ? headersOf(folder) : []
  const prefix = base.replace(/\/$/, '')
  const notFound = existsSync(join(folder, '404.html')) ? readFileSync(join(folder, '404.html')) : 'Not found'
  const files = sirv(folder, { etag: true, setHeaders: (response) => rules.forEach(([name, value]) => response.setHeader(name, value)) })
  const server = createServer((request, response) => {
    const missing = () => {
      rules.forEach(([name, value]) => response.setHeader(name, value))
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFound)
    }
    if (prefix && !`${request.url}/`.startsWith(`${prefix}/`)) return missing()
    request.url = (request.url ?? '/').slice(prefix.length) || '/'
    files(request, response, missing)
  })
  const taken = await listen(server, port)
  return { url: `http://localhost:${taken}${prefix}/`, close: () => server.close() }
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
