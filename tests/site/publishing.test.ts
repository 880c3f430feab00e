import { expect, test } from 'vitest'
import { headerFile } from '../../src/site/publishing.ts'

const page = (policy: string) =>
  `<!doctype html><head><meta http-equiv="content-security-policy" content="${policy}"></head>`

/** The headers that a file gives for one path. */
const rule = (file: string, path: string): string[] => {
  const lines = file.split('\n')
  const at = lines.indexOf(path)
  const rest = lines.slice(at + 1)
  return at < 0
    ? []
    : rest
        .slice(
          0,
          rest.findIndex((line) => !line.startsWith(' ')),
        )
        .map((line) => line.trim())
}

const lesson = page("default-src 'none'; script-src 'self' 'sha256-A'")
const runner = page("default-src 'none'; script-src 'sha256-B' 'unsafe-eval'")

test('each page is sent its own policy, so that the frame that runs cells lends nothing to the lessons', () => {
  const file = headerFile([
    ['/neurons/artificial-neuron/', lesson],
    ['/cells/runner.html', runner],
  ])
  expect(rule(file, '/neurons/artificial-neuron/')).toEqual([
    "Content-Security-Policy: default-src 'none'; script-src 'self' 'sha256-A'",
  ])
  expect(rule(file, '/cells/runner.html')).toEqual([
    "Content-Security-Policy: default-src 'none'; script-src 'sha256-B' 'unsafe-eval'",
  ])
  expect(rule(file, '/_astro/*').join()).not.toContain("'unsafe-eval'")
})

test('escaped quotes of an attribute are read as quotes', () => {
  const file = headerFile([['/', page('script-src &#39;self&#39;;')]])
  expect(rule(file, '/')).toEqual(["Content-Security-Policy: script-src 'self'"])
})

test('a page without a policy fails the build by its address', () => {
  expect(() =>
    headerFile([
      ['/', lesson],
      ['/about/', '<!doctype html><p>x</p>'],
    ]),
  ).toThrow('the page /about/ was built without a content security policy')
})

test('what every file should be sent, under any base path', () => {
  expect(rule(headerFile([['/', lesson]]), '/*')).toEqual([
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: no-referrer',
    'Permissions-Policy: camera=(), microphone=(), geolocation=()',
  ])
  expect(headerFile([['/sub/', lesson]], '/sub/')).toMatch(/^\/sub\/\*\n/)
})

test('lessons and figures may stand in any page, the page of a reader’s work in none but the site’s own', () => {
  const file = headerFile(
    [
      ['/sub/', lesson],
      ['/sub/neurons/artificial-neuron/', lesson],
      ['/sub/progress/', lesson],
    ],
    '/sub/',
  )
  expect(rule(file, '/sub/progress/')).toEqual([
    "Content-Security-Policy: default-src 'none'; script-src 'self' 'sha256-A'; frame-ancestors 'self'",
  ])
  for (const path of ['/sub/', '/sub/neurons/artificial-neuron/'])
    expect(rule(file, path).join()).not.toContain('frame-ancestors')
})
