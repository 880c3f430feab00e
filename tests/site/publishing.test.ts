import { expect, test } from 'vitest'
import { headerFile } from '../../src/site/publishing.ts'

const page = (policy: string) =>
  `<!doctype html><head><meta http-equiv="content-security-policy" content="${policy}"></head>`

/** The directives of the header file's policy. */
const policyOf = (file: string): Record<string, string[]> => {
  const policy = /Content-Security-Policy: (.*)/.exec(file)![1]!
  return Object.fromEntries(
    policy.split('; ').map((directive) => [directive.split(' ')[0]!, directive.split(' ').slice(1)]),
  )
}

test('the header allows what the meta tag of every page allows, each source once', () => {
  const policy = policyOf(
    headerFile([
      page("default-src 'none'; script-src 'self' 'sha256-A'; style-src 'self'"),
      page("default-src 'none'; script-src 'self' 'sha256-B'; img-src 'self' data:"),
    ]),
  )
  expect(policy).toEqual({
    'default-src': ["'none'"],
    'script-src': ["'self'", "'sha256-A'", "'sha256-B'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    // A meta tag cannot say this one; a header can.
    'frame-ancestors': ["'self'"],
  })
})

test('escaped quotes of an attribute are read as quotes', () => {
  expect(policyOf(headerFile([page('script-src &#39;self&#39;')]))['script-src']).toEqual(["'self'"])
})

test('a page without a policy fails the build', () => {
  expect(() => headerFile([page("default-src 'none'"), '<!doctype html><p>x</p>'])).toThrow(
    'without a content security policy',
  )
})

test('what else a host should send is there', () => {
  const file = headerFile([page("default-src 'none'")])
  expect(file).toMatch(/^\/\*\n/)
  expect(file).toContain('X-Content-Type-Options: nosniff')
  expect(file).toContain('Referrer-Policy: no-referrer')
})
