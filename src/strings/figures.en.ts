/** Words of the pages that show every figure. */
export const figuresText = {
  title: 'Figures',
  lead: 'Every figure that a lesson can embed, by the tag that its author writes.',
  page: (tag: string) => `The figure <${tag} />`,
  write: 'How a lesson writes it',
  caption: 'Whatever stands between the tags is its caption.',
  code: 'The same as code',
  aboutCode:
    'Run it, and change it. “Code” below the figure brings its present state here; every number is computed by the engine.',
  attributes: 'What it accepts',
  attribute: 'Attribute',
  values: 'Values',
  about: 'What for',
  given: 'must be given',
  always:
    'As every figure it has a description in words, a table of its numbers, a link to its state, and is saved as a picture. A link can hide controls: it names them after “hide=”.',
  before: 'The figure before',
  after: 'The next figure',
} as const
