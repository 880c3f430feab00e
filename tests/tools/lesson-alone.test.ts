import { expect, test } from 'vitest'
import { lessonAlone } from '../../tools/lib/export/relocate.ts'

test('a lesson in a package keeps its own links, and loses what is for teachers and for the whole site', () => {
  const html = `<html lang="en"><main><p class="lesson-links"><a href="https://example.org/report">Report an error</a>
<span class="to-teaching">· <a href="/teach/neurons/layers/">Teaching notes</a></span>
<span class="needs-script">· <button type="button" class="present-start">Present</button></span></p></main>
<nav class="embed-home" aria-label="Chainrule"><a href="/neurons/layers/">Open in the course</a></nav>
<footer><p>Everything runs in this tab.</p></footer>`
  const alone = lessonAlone(html)
  expect(alone).toMatch(/^<html data-package lang="en">/)
  expect(alone).not.toContain('teach/')
  expect(alone).not.toContain('Open in the course')
  for (const kept of ['Report an error', 'present-start', 'Everything runs', '</main>', '</footer>'])
    expect(alone).toContain(kept)
})
