// `npm run worksheets -- <assignment> <students.txt>`: a paper for every student, and the key, from the seeds of the page.
//   --out <folder>  where to write (worksheets)     --seed <text>  the course seed, where it is not that of course.config.ts
//   --course <folder>  another course
import './node.mjs'
const { parseArgs } = await import('node:util')
const { resolve } = await import('node:path')
const { AssignmentRefusal } = await import('./lib/assignments.ts')
const { seedOf } = await import('./lib/check/course.ts')
const { writeWorksheets } = await import('./lib/worksheets/worksheets.ts')
const { worksheetText } = await import('../src/strings/assignments.en.ts')

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'worksheets' },
      seed: { type: 'string' },
      course: { type: 'string', default: '.' },
    },
  })
  const [wanted, students, ...rest] = positionals
  if (!wanted || !students || rest.length > 0) throw new AssignmentRefusal(worksheetText.usage)
  const root = resolve(values.course)
  const courseSeed = values.seed ?? (await seedOf(root))
  const written = await writeWorksheets({ root, courseSeed, wanted, students, out: values.out })
  console.log(worksheetText.wrote(written.count, written.folder))
  if (written.others.length > 0) console.log(worksheetText.others(written.others))
} catch (error) {
  if (error.name !== 'AssignmentRefusal' && !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error
  console.error(error.message)
  process.exitCode = 2
}
