// `npm start`: builds the course, serves it and prints its address.
import './node.mjs'
const { spawnSync } = await import('node:child_process')
const built = spawnSync('npx', ['astro', 'build', '--silent'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (built.status !== 0) process.exit(built.status ?? 1)
const { serve } = await import('./serve.mjs')
const { url } = await serve('dist', { port: Number(process.env.PORT ?? 4321), base: process.env.BASE ?? '/' })
console.log(`\n  Chainrule is at ${url}   (Ctrl-C ends it)\n`)
