/** Words of the page that lists everything an author may write. */
export const referenceText = {
  title: 'Reference for authors',
  lead: 'Every tag, every kind of exercise and every key, each read from what checks it when the course is built.',
  guide: 'Teach with Chainrule',
  publish: 'Publish a course',
  required: 'must be given',
  initial: (value: string) => `default ${value}`,
  example: 'In this course',
  groups: {
    lesson: {
      title: 'The front matter of a lesson',
      lead: 'Between two lines of three hyphens, at the top of index.mdx.',
    },
    teaching: {
      title: 'The front matter of teaching notes',
      lead: 'teaching.mdx stands beside index.mdx. Below its front matter comes what else a colleague should know, as prose.',
    },
    page: {
      title: 'The front matter of a page',
      lead: 'A page is prose beside the units: a file of its own in lessons/, or in overlay/lessons/.',
    },
    unit: { title: 'unit.json', lead: 'In the folder of a unit, beside its lessons.' },
    config: {
      title: 'course.config.ts',
      lead: 'What a course consists of. Whatever it leaves out is as the published course has it.',
    },
  },
  tags: 'Tags',
  tagsLead:
    'What a lesson may write besides Markdown and TeX. Any other tag is an error that names the nearest one.',
  within: (tag: string) => `Stands inside <${tag}>; its example is there.`,
  figures: 'Figures',
  figuresLead: 'Each has a page of its own, with an example and everything that it accepts.',
  cells: 'Cells',
  cellsLead:
    'A fence that begins with ```ts cell runs, at build and in the page. After the word cell may stand:',
  kinds: 'Kinds of exercises',
  kindsLead:
    'An exercise is a call of a function in exercises.ts. P stands for what params draws; a Text is Markdown, or a function that makes Markdown of P.',
  common: 'What every exercise has',
  tryIt: (kind: string) => `Try ${kind}`,
  part: (name: string) => `Its ${name}`,
  none: 'It accepts no attributes.',
} as const
