import { existsSync, readFileSync } from 'node:fs'
import { parseFrontmatter } from '@astrojs/internal-helpers/frontmatter'
import { describe, expect, test } from 'vitest'
import { teachingSchema } from '../../src/course/schema.ts'
import { lessonText, lessonTree } from '../../tools/lib/check/tree.ts'
import { presented } from '../../tools/lib/check/teaching.ts'
import { allLessons } from './course.ts'

const lessons = await allLessons()

describe('notes for those who teach', () => {
  test.each(lessons.map(({ id, folder, source }) => [id, folder, source] as const))(
    '%s has a plan that fits into a lecture, shows something, and asks something',
    (_, folder, source) => {
      const file = `${folder}/teaching.mdx`
      expect(existsSync(file), file).toBe(true)
      const { frontmatter, content } = parseFrontmatter(readFileSync(file, 'utf8'))
      const { timing, show, discuss } = teachingSchema.parse(frontmatter)
      const minutes = timing.reduce((sum, part) => sum + part.minutes, 0)
      expect(minutes).toBeGreaterThanOrEqual(45)
      expect(minutes).toBeLessThanOrEqual(95)
      expect(show.length).toBeGreaterThan(0)
      expect(discuss.length).toBeGreaterThanOrEqual(2)
      for (const { ask } of discuss) expect(ask).toContain('?')
      expect(content.trim().length).toBeGreaterThan(80)
      // In the order of the lesson, as it is presented.
      const items = presented(lessonTree(lessonText(source, file)), '.')
      const places = show.map(({ item }) => items.indexOf(item))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(places).not.toContain(-1)
    },
  )
})
