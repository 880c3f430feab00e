import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { CHROMIUM_ARGS, findChromium } from '../../tools/browser.mjs'
import { serve } from '../../tools/serve.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    browser: string
    site: string
  }
}

/** One Chromium and one server of the built site for all files of the browser project. */
export default async function setup(project: TestProject) {
  const site = await serve('dist')
  const server = await chromium.launchServer({
    executablePath: findChromium(),
    headless: true,
    args: CHROMIUM_ARGS,
  })
  project.provide('browser', server.wsEndpoint())
  project.provide('site', site.url)
  return async () => {
    await server.close()
    site.close()
  }
}
