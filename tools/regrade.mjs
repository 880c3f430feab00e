// `npm run regrade -- <folder>`: grades the work records of a class again, and writes a table and a report.
//   --out <folder>  where to write (the folder itself)     --seed <text>  the course seed, where it is not that of course.config.ts
//   --assignment <id or link>  only what it sets counts, in each student's own variants
//   --course <folder>  another course     --processes 2  how many records are graded at a time
import './node.mjs'
const { parseArgs } = await import('node:util')
const { join, resolve } = await import('node:path')
const { regrade, RegradeRefusal } = await import('./lib/regrade/regrade.ts')
const { seedOf } = await import('./lib/check/course.ts')
const { resultText } = await import('../src/strings/results.en.ts')

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      seed: { type: 'string' },
      assignment: { type: 'string' },
      course: { type: 'string', default: '.' },
      processes: { type: 'string', default: '2' },
    },
  })
  const [folder] = positionals
  const processes = Number(values.processes)
  if (!folder || !Number.isInteger(processes) || processes < 1) throw new RegradeRefusal(resultText.usage)
  const root = resolve(values.course)
  const classes = await regrade(folder, root, {
    processes,
    ...(values.out === undefined ? {} : { out: resolve(values.out) }),
    ...(values.assignment === undefined ? {} : { assignment: values.assignment }),
    courseSeed: values.seed ?? (await seedOf(root)),
  })
  for (const { name, students, files, problems } of classes) {
    console.log(resultText.wroteClass(name, students.length, files))
    for (const { file, kind, why } of problems)
      console.log(`  ${file}  ${resultText.problemKinds[kind]}: ${why}`)
    const written = ['csv', 'html'].map((kind) => join(values.out ?? folder, `results-${name}.${kind}`))
    console.log(resultText.wroteFiles(written))
  }
} catch (error) {
  if (!(error instanceof RegradeRefusal) && !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error
  console.error(error.message)
  process.exitCode = 2
}
