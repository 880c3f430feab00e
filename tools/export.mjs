// `npm run export`: the course, or a part of it, in the form that something else reads.
//   npm run export -- scorm <lesson|unit|course>    packages for a learning management system
//   npm run export -- moodle <lesson|unit|course>   questions for Moodle's question bank
import './node.mjs'
const { parseArgs } = await import('node:util')
const { resolve } = await import('node:path')
const { exportText } = await import('../src/strings/lms.en.ts')
const { ExportRefusal } = await import('./lib/export/refusal.ts')
const { default: project } = await import('../package.json', { with: { type: 'json' } })

/** The built course's folder; a course that is not built, or has changed since, is built first. */
async function built(dist) {
  if (dist !== undefined) return resolve(dist)
  const { buildCourse, isBuilt } = await import('./lib/export/build-course.ts')
  if (!(await isBuilt(process.cwd()))) {
    console.log(exportText.building)
    if (!buildCourse(process.cwd())) process.exit(1)
  }
  return resolve('dist')
}

const COMMANDS = {
  scorm: async ([wanted], values) => {
    const { exportScorm, readScorm } = await import('./lib/export/export-scorm.ts')
    // A slip is said before minutes are spent on a build.
    readScorm(values)
    if (values.dist === undefined) {
      const { chosenOf } = await import('./lib/export/choose.ts')
      const { readCourse } = await import('./lib/check/course.ts')
      chosenOf((await readCourse(process.cwd())).lessons, wanted)
    }
    if (values.check) return
    const { en } = await import('../src/strings/en.ts')
    const written = await exportScorm({
      ...values,
      dist: await built(values.dist),
      wanted,
      version: project.version,
      courseTitle: en.site.name,
    })
    for (const { file, lessons, bytes } of written)
      console.log(exportText.wrote(file, lessons, Math.round(bytes / 1024)))
  },
  moodle: async ([wanted], values) => {
    const { exportMoodle } = await import('./lib/export/export-moodle.ts')
    const { en } = await import('../src/strings/en.ts')
    const given = { ...values, root: process.cwd(), wanted, courseTitle: en.site.name }
    const { file, exercises, questions, left } = await exportMoodle(given)
    console.log(exportText.wroteQuestions(file, exercises, questions))
    if (left.length > 0) console.log(exportText.leftOut(left))
  },
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'export' },
      dist: { type: 'string' },
      standard: { type: 'string' },
      pass: { type: 'string' },
      site: { type: 'string' },
      variants: { type: 'string' },
      // Only says what is wrong with what is asked for.
      check: { type: 'boolean' },
    },
  })
  const [command, ...rest] = positionals
  if (command === undefined || rest.length !== 1) throw new ExportRefusal(exportText.usage)
  if (!Object.hasOwn(COMMANDS, command))
    throw new ExportRefusal(exportText.unknownCommand(command, Object.keys(COMMANDS)))
  await COMMANDS[command](rest, values)
} catch (error) {
  if (!(error instanceof ExportRefusal) && !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error
  console.error(error.message)
  process.exitCode = 2
}
