// `npm run new`: a skeleton that passes every check, to be filled with what you have to say.
//   npm run new -- lesson <unit>/<slug> [--title "…"]
//   npm run new -- exercise <unit>/<lesson> <slug> [--kind numeric]
//   npm run new -- figure <slug>
//   npm run new -- unit <slug> [--title "…"]
//   npm run new -- course <folder> [--title "…"]     a course of one's own, outside of this repository
import './node.mjs'
const { parseArgs } = await import('node:util')
const { join, relative, resolve } = await import('node:path')
const { formatFiles } = await import('./lib/new/format.ts')
const { newCourse } = await import('./lib/new/course.ts')
const { newExercise } = await import('./lib/new/exercise.ts')
const { skeletons } = await import('./lib/new/exercise-skeletons.ts')
const { newFigure } = await import('./lib/new/figure.ts')
const { newLesson } = await import('./lib/new/lesson.ts')
const { newUnit } = await import('./lib/new/unit.ts')
const { pascal, Refusal } = await import('./lib/new/names.ts')

const USAGE = `npm run new -- lesson <unit>/<slug> [--title "…"]
npm run new -- exercise <unit>/<lesson> <slug> [--kind <kind>]
npm run new -- figure <slug>
npm run new -- unit <slug> [--title "…"]
npm run new -- course <folder> [--title "…"]
kinds: ${Object.keys(skeletons).join(', ')}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    title: { type: 'string' },
    kind: { type: 'string' },
    course: { type: 'string', default: '.' },
  },
})
const [what, ...rest] = positionals
const root = resolve(values.course)

const MAKERS = {
  lesson: () => newLesson(root, rest[0], values.title),
  exercise: () => newExercise(root, rest[0], rest[1], values.kind),
  figure: () => newFigure(root, rest[0]),
  unit: () => newUnit(root, rest[0], values.title),
  course: async () => {
    if (!rest[0]) throw new Refusal('say where: npm run new -- course <folder>')
    const folder = resolve(rest[0])
    return (await newCourse(root, folder, values.title)).map((file) => relative(root, join(folder, file)))
  },
}
const NEXT = {
  lesson: 'npm run check -- --fix lists its exercise; npm run dev shows it.',
  exercise: 'npm run check -- --fix lists it.',
  figure: `<${pascal(rest[0] ?? '')}>what to do, and what to look at</${pascal(rest[0] ?? '')}> puts it into a lesson.`,
  unit: 'Its summary is yours to write; npm run new -- lesson <unit>/<slug> begins its first lesson.',
  course: 'Go there; npm install, then npm start.',
}

try {
  if (!what || !Object.hasOwn(MAKERS, what)) throw new Refusal(USAGE)
  const files = await MAKERS[what]()
  // A course of one's own lies where other rules may hold; its files are written as they should be.
  if (what !== 'course') await formatFiles(root, files)
  for (const file of files) console.log(file)
  console.log(NEXT[what])
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 2
}
