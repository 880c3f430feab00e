import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LmsConfig } from '../../../src/lms/config.ts'
import { exportText } from '../../../src/strings/lms.en.ts'
import { BuiltSite } from './built-site.ts'
import { choose } from './choose.ts'
import { ExportRefusal } from './refusal.ts'
import { scormPackage } from './scorm.ts'
import { zipOf } from './zip.ts'

/** What may be asked for, as it is typed. */
export interface ScormWishes {
  standard?: string | undefined
  pass?: string | undefined
  site?: string | undefined
}

export interface ScormArguments extends ScormWishes {
  /** The built course. */
  dist: string
  wanted: string
  out: string
  version: string
  courseTitle: string
}

export interface Written {
  file: string
  lessons: number
  bytes: number
}

/** What is asked for, read; throws a refusal that names what cannot be. */
export const readScorm = (given: ScormWishes) => ({
  pass: passOf(given.pass),
  online: siteOf(given.site),
  standards: standardsOf(given.standard),
})

/** Writes one package for each standard asked for. */
export async function exportScorm(given: ScormArguments): Promise<Written[]> {
  const { dist, wanted, out, version, courseTitle } = given
  const { pass, online, standards } = readScorm(given)
  const site = await BuiltSite.read(dist)
  const choice = choose(site, wanted, courseTitle)
  await mkdir(out, { recursive: true })
  const written: Written[] = []
  for (const standard of standards) {
    const files = await scormPackage(site, choice, {
      standard,
      version,
      ...(pass === undefined ? {} : { pass }),
      ...(online === undefined ? {} : { online }),
    })
    const bytes = zipOf(files)
    const file = join(out, `${choice.name}-scorm${standard === '1.2' ? '12' : '2004'}.zip`)
    await writeFile(file, bytes)
    written.push({
      file,
      lessons: choice.units.flatMap(({ lessons }) => lessons).length,
      bytes: bytes.length,
    })
  }
  return written
}

function passOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const pass = Number(text)
  if (!(pass >= 1 && pass <= 100)) throw new ExportRefusal(exportText.badPass(text))
  return pass
}

function standardsOf(text: string | undefined): LmsConfig['standard'][] {
  if (text === undefined) return ['1.2', '2004']
  if (text !== '1.2' && text !== '2004') throw new ExportRefusal(exportText.badStandard(text))
  return [text]
}

function siteOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new ExportRefusal(exportText.badSite(text))
  return `${new URL(text).href.replace(/\/$/, '')}/`
}
