import table from './short-styles.json' with { type: 'json' }

/**
 * KaTeX and the highlighter write a style attribute on almost every element, and a few dozen values make up nine tenths
 * of them: a quarter of the weight of a page full of formulas. Those values have short classes here. A value that is not
 * in the table stays where it is, so the table decides about size alone.
 */
const classOf = new Map(Object.entries(table).map(([name, style]) => [style, name]))

/** The rules of the classes; they outrank other rules as the attributes did that they stand for. */
export const shortRules: string = Object.entries(table)
  .map(([name, style]) => `.${name}{${style.split(';').join('!important;')}!important}`)
  .join('\n')

/** Names by which KaTeX spaces atoms before it writes them; no rule of its style sheet mentions them. */
const WITHOUT_RULE = new Set(['mord', 'mtight', 'mbin', 'mrel', 'mpunct', 'mopen', 'mclose', 'minner', 'mop'])
/** KaTeX's three names for the size of a subscript, of which formulas have hundreds, and the one that stands for them. */
const SCRIPT_SIZE = /\bkatex-sizing reset-size6 size3\b/
const scriptSize = classOf.get('font-size:0.7em')!

/** KaTeX's markup with classes for its common styles, and without what HTML and its style sheet do not need. */
export const shortStyles = (html: string): string =>
  html
    .replaceAll(' xmlns="http://www.w3.org/1998/Math/MathML"', '')
    .replaceAll(
      /<span(?: class="([^"]*)")?(?: style="([^"]*?);?")?/g,
      (_, own: string | undefined, style: string | undefined) => {
        const short = style === undefined ? undefined : classOf.get(style)
        const kept = (own ?? '')
          .replace(SCRIPT_SIZE, scriptSize)
          .split(' ')
          .filter((name) => name !== '' && !WITHOUT_RULE.has(name))
        const classes = [...kept, ...(short ? [short] : [])].join(' ')
        return `<span${classes && ` class="${classes}"`}${style && !short ? ` style="${style}"` : ''}`
      },
    )

/** Gives highlighted code the same classes: a transformer of Shiki. */
export const shortColors = {
  name: 'short-colors',
  span(node: { properties: Record<string, unknown> }): void {
    const name = classOf.get(String(node.properties['style']))
    if (!name) return
    delete node.properties['style']
    node.properties['class'] = name
  },
}
