import { spawn, type ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CHECK = fileURLToPath(new URL('../../check.mjs', import.meta.url))

/** An editor that saves writes more than once. In milliseconds. */
const REST = 150

/**
 * Checks again after every change below lessons/ and components/. Each check is a process of its own, because a module
 * that has been loaded stays what it was.
 */
export function watchCourse(root: string, args: readonly string[]): void {
  let running: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  const run = () => {
    running?.kill()
    running = spawn(process.execPath, [CHECK, ...args], { stdio: 'inherit' })
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      console.log(`\n${new Date().toLocaleTimeString()}`)
      run()
    }, REST)
  }
  run()
  for (const folder of ['lessons', 'components']) {
    try {
      watch(join(root, folder), { recursive: true }, soon)
    } catch {
      // A course without that folder has nothing there to watch.
    }
  }
}
