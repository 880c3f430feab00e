import { readdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { Command, Report } from '../../../src/worker/protocol.ts'

/** What the site's own training worker says to these commands, up to its first picture. */
export const trainIn = (page: Page, commands: Command[]) =>
  page.evaluate(
    async ({ address, sent }) => {
      const hosted = new Worker(new URL(address, document.baseURI), { type: 'module' })
      const reports: (Report & { numbers?: number[] })[] = []
      await new Promise<void>((resolve, reject) => {
        hosted.addEventListener('error', (event) => reject(new Error(event.message)))
        hosted.addEventListener('message', ({ data }: MessageEvent<Report>) => {
          reports.push(
            data.tell === 'snapshot' ? { ...data, numbers: [...new Float64Array(data.parameters)] } : data,
          )
          if (data.tell === 'snapshot' || data.tell === 'failed') resolve()
        })
        for (const command of sent) hosted.postMessage(command)
      })
      hosted.terminate()
      return reports
    },
    {
      address: `/_astro/${readdirSync('dist/_astro').find((file) => /^training\.worker.*\.js$/.test(file))!}`,
      sent: commands,
    },
  )
