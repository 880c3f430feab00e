// `npm run check`: what is wrong with the lessons, in seconds: file, line, what is there, what would be right.
//   --watch  again after every change     --json  as data     --fix  repairs what needs no judgement
//   --seeds 200  draws of each exercise proved beyond the offered ones (20)     --course <folder>  another course
import './node.mjs'
const { parseArgs } = await import('node:util')
const { resolve } = await import('node:path')

const { values } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    fix: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '20' },
    course: { type: 'string', default: '.' },
  },
})
const root = resolve(values.course)

if (values.watch) {
  const { watchCourse } = await import('./lib/check/watch.ts')
  watchCourse(
    root,
    process.argv.slice(2).filter((argument) => argument !== '--watch'),
  )
} else {
  const { checkCourse } = await import('./lib/check/check-course.ts')
  const { asLine } = await import('./lib/finding.ts')
  const findings = await checkCourse(root, { isFixing: values.fix, extraSeeds: Number(values.seeds) })
  const errors = findings.filter(({ level }) => level === 'error').length
  if (values.json) console.log(JSON.stringify(findings, null, 2))
  else {
    for (const finding of findings) console.log(asLine(finding))
    console.log(summary(findings.length, errors))
  }
  process.exitCode = errors > 0 ? 1 : 0
}

/** @param {number} all @param {number} errors */
function summary(all, errors) {
  if (all === 0) return 'No findings.'
  return `${all} ${all === 1 ? 'finding' : 'findings'}, ${errors} of them ${errors === 1 ? 'an error' : 'errors'}.`
}
