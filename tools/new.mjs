// `npm run new`: a skeleton that passes every check, to be filled with what you have to say.
//   npm run new -- lesson <unit>/<slug> [--title "…"]
//   npm run new -- exercise <unit>/<lesson> <slug> [--kind numeric]
//   npm run new -- figure <slug>
import './node.mjs'
const { parseArgs } = await import('node:util')
const { resolve } = await import('node:path')
const { formatFiles } = await import('./lib/new/format.ts')
const { newExercise } = await import('./lib/new/exercise.ts')
const { skeletons } = await import('./lib/new/exercise-skeletons.ts')
const { newFigure } = await import('./lib/new/figure.ts')
const { newLesson } = await import('./lib/new/lesson.ts')
const { pascal, Refusal } = await import('./lib/new/names.ts')

const USAGE = `npm run new -- lesson <unit>/<slug> [--title "…"]
npm run new -- exercise <unit>/<lesson> <slug> [--kind <kind>]
npm run new -- figure <slug>
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
}
const NEXT = {
  lesson: 'npm run check -- --fix lists its exercise; npm run dev shows it.',
  exercise: 'npm run check -- --fix lists it.',
  figure: `<${pascal(rest[0] ?? '')}>what to do, and what to look at</${pascal(rest[0] ?? '')}> puts it into a lesson.`,
}

try {
  if (!what || !Object.hasOwn(MAKERS, what)) throw new Refusal(USAGE)
  const files = await MAKERS[what]()
  await formatFiles(root, files)
  for (const file of files) console.log(file)
  console.log(NEXT[what])
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 2
}
