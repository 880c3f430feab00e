import { withoutNumber } from '../../../src/course/ids.ts'
import { Findings, type Finding } from '../finding.ts'
import { checkAssignments } from './assignments.ts'
import { checkBudgets } from './budgets.ts'
import { readCourse, type LessonFiles } from './course.ts'
import { checkExercises, type PlacedExercise } from './exercises.ts'
import { checkFrontMatter } from './front-matter.ts'
import { checkFrozenIds } from './frozen-ids.ts'
import { checkAnchors, checkLinks, type Page } from './links.ts'
import { checkPageNames, siteRoutes } from './pages.ts'
import { checkComputedMath, checkHeadings, checkProse, checkTables } from './prose.ts'
import { checkModules, checkTags } from './tags.ts'
import { forAuthor } from './published.ts'
import { checkTeaching } from './teaching.ts'
import { checkTemplates } from './templates.ts'
import { lessonText, lessonTree, type Node } from './tree.ts'
import { checkTranslation } from './translations.ts'
import { checkTypedNumbers } from './typed-numbers.ts'
import type { Report } from '../finding.ts'

export interface CheckOptions {
  /** Repairs what needs no judgement. */
  isFixing?: boolean
  /** Draws of each exercise proved beyond its offered variants. */
  extraSeeds?: number
}

/** Everything that can be said about a course from its files, without building it. */
export async function checkCourse(root: string, options: CheckOptions = {}): Promise<Finding[]> {
  const { isFixing = false, extraSeeds = 20 } = options
  const findings = new Findings()
  const report = findings.add
  const course = await readCourse(root)
  const frontMatter = checkFrontMatter(course, report)
  const pages: Page[] = []
  const exercises: PlacedExercise[] = []
  for (const lesson of course.lessons) {
    const tree = readTree(lesson, report)
    if (tree) {
      pages.push({ lesson, tree })
      checkLesson(lesson, tree, root, report)
    }
    if (lesson.teaching) {
      const notes = { ...lesson.teaching, id: `teach/${lesson.id}`, folder: lesson.folder }
      const prose = readTree(notes, report)
      if (prose) {
        pages.push({ lesson: notes, tree: prose })
        checkLesson(notes, prose, root, report)
        if (tree) checkTeaching(notes, prose, tree, root, report)
      }
    }
    const data = frontMatter.get(lesson.id)
    for (const { language, ...files } of lesson.translations ?? []) {
      const translation = { ...files, id: `${language}/${lesson.id}`, folder: lesson.folder }
      const prose = readTree(translation, report)
      if (!prose) continue
      pages.push({ lesson: translation, tree: prose })
      checkLesson(translation, prose, root, report)
      if (tree) checkTranslation({ ...files, tree: prose }, lesson, tree, data, root, report)
    }
    exercises.push(
      ...(await checkExercises(root, lesson, tree, data, { extraSeeds, courseSeed: course.seed }, report)),
    )
  }
  for (const page of course.pages) {
    const tree = readTree(page, report)
    if (!tree) continue
    pages.push({ lesson: page, tree })
    checkLesson(page, tree, root, report)
  }
  await checkAssignments(
    root,
    exercises.map(({ id }) => id),
    report,
  )
  const routes = await siteRoutes()
  const units = course.units.map(({ folder }) => withoutNumber(folder))
  checkPageNames(course.pages, routes, units, report)
  for (const page of pages) checkAnchors(page, report)
  checkLinks(pages, routes, report)
  await checkFrozenIds(root, exercises, isFixing, report)
  await checkBudgets(root, report)
  return forAuthor(root, findings.sorted)
}

function checkLesson({ file, source }: LessonFiles, tree: Node, root: string, report: Report): void {
  const text = lessonText(source, file)
  checkTags(tree, root, file, report)
  checkModules(tree, file, report)
  checkTemplates(tree, file, report)
  checkProse(tree, text, file, report)
  checkHeadings(tree, file, report)
  checkComputedMath(source, file, report)
  checkTables(source, file, report)
  checkTypedNumbers(tree, file, report)
}

function readTree({ file, source }: LessonFiles, report: Report): Node | undefined {
  try {
    return lessonTree(lessonText(source, file))
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number } }
    const [, line = loc?.line ?? 1, text = message] = /^(\d+):\d+(?:-\d+:\d+)?: (.*)$/s.exec(message) ?? []
    const found = text.replace(/ with oxc| \(\d+:\d+\)| \(mdx-?[\w:-]*\)/g, '')
    report({
      file,
      line: Number(line),
      rule: 'mdx',
      found,
      fix: 'close the tag or brace; write \\{ or \\< for the sign itself',
    })
    return undefined
  }
}
