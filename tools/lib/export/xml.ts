/** An element as it is written, with its prefix. */
export interface XmlElement {
  name: string
  attributes: Map<string, string>
  children: XmlElement[]
  text: string
}

const TOKEN =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|</g
const ENTITY = /&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([\da-f]+));/gi
const NO_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The tree of a document without DTD. @throws SyntaxError where it is not well-formed. */
export function parseXml(source: string): XmlElement {
  const root: XmlElement = { name: '', attributes: new Map(), children: [], text: '' }
  const open = [root]
  for (const [token, data, close, name, attributes, empty, text] of source.matchAll(TOKEN)) {
    const parent = open.at(-1)!
    if (token === '<') throw new SyntaxError('a < that begins no tag')
    if (data !== undefined) parent.text += data
    else if (text !== undefined) parent.text += plain(text)
    else if (close) {
      if (open.length === 1 || parent.name !== name)
        throw new SyntaxError(`</${name}> closes <${parent.name}>`)
      open.pop()
    } else if (name !== undefined) {
      const element = { name, attributes: attributesOf(attributes ?? ''), children: [], text: '' }
      parent.children.push(element)
      if (!empty) open.push(element)
    }
  }
  if (open.length > 1) throw new SyntaxError(`<${open.at(-1)!.name}> is not closed`)
  if (root.children.length !== 1 || root.text.trim() !== '')
    throw new SyntaxError('not one element at the root')
  return root.children[0]!
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name, value] of text.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (attributes.has(name!)) throw new SyntaxError(`the attribute ${name} twice`)
    attributes.set(name!, plain(value!))
  }
  return attributes
}

function plain(text: string): string {
  if (NO_ENTITY.test(text)) throw new SyntaxError('an & that begins no entity')
  return decoded(text)
}

/** Text of XML or HTML with its numbered entities, and the five that both have by name, as characters. */
export const decoded = (text: string): string =>
  text.replaceAll(ENTITY, (_, name?: string, decimal?: string, hex?: string) =>
    name
      ? NAMED[name.toLowerCase()]!
      : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex!, 16)),
  )

/** A document without the characters that no XML may hold, in whatever form. */
export const legal = (xml: string): string =>
  xml.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
