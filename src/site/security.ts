/**
 * The content security policy, one for the whole site. Astro writes it into every page as a meta tag, with the hashes
 * of what it inlines; publishing.ts writes the same policy into the header file of static hosts.
 */
export const csp = {
  directives: [
    "default-src 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ],
  scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
  // KaTeX and Shiki place glyphs and colors with style attributes, which no hash can cover.
  styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
} as const
