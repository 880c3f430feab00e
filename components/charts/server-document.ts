/**
 * As much of a document as Observable Plot needs to draw at build: elements with attributes and children that print
 * themselves as SVG. No package: the few that exist bring a whole DOM.
 */
class Text {
  parentNode: Element | null = null
  data: string
  constructor(data: string) {
    this.data = data
  }
  get outerHTML(): string {
    return escape(this.data)
  }
}

type Child = Element | Text

class Element {
  parentNode: Element | null = null
  childNodes: Child[] = []
  readonly attributes = new Map<string, string>()
  readonly namespaceURI: string | null
  readonly localName: string
  readonly ownerDocument: unknown
  readonly style = {
    setProperty: (name: string, value: string) => {
      const before = this.attributes.get('style')
      this.attributes.set('style', `${before ? `${before};` : ''}${name}:${value}`)
    },
  }

  constructor(namespaceURI: string | null, localName: string, ownerDocument: unknown) {
    this.namespaceURI = namespaceURI
    this.localName = localName
    this.ownerDocument = ownerDocument
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value))
  }
  setAttributeNS(_namespace: string | null, name: string, value: unknown): void {
    this.attributes.set(name, String(value))
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null
  }
  hasAttribute(name: string): boolean {
    return this.attributes.has(name)
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name)
  }

  append(...children: (Child | string)[]): void {
    for (const child of children) this.insertBefore(typeof child === 'string' ? new Text(child) : child, null)
  }
  appendChild(child: Child): Child {
    return this.insertBefore(child, null)
  }
  insertBefore(child: Child, before: Child | null): Child {
    child.parentNode?.removeChild(child)
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length
    this.childNodes.splice(at, 0, child)
    child.parentNode = this
    return child
  }
  removeChild(child: Child): Child {
    this.childNodes = this.childNodes.filter((other) => other !== child)
    child.parentNode = null
    return child
  }
  remove(): void {
    this.parentNode?.removeChild(this)
  }
  get firstChild(): Child | null {
    return this.childNodes[0] ?? null
  }
  get lastChild(): Child | null {
    return this.childNodes.at(-1) ?? null
  }
  get nextSibling(): Child | null {
    const siblings = this.parentNode?.childNodes ?? []
    return siblings[siblings.indexOf(this) + 1] ?? null
  }

  querySelectorAll(selector: string): Element[] {
    return this.childNodes.flatMap((child) =>
      child instanceof Element
        ? [...(child.localName === selector ? [child] : []), ...child.querySelectorAll(selector)]
        : [],
    )
  }
  querySelector(selector: string): Element | null {
    return this.querySelectorAll(selector)[0] ?? null
  }
  addEventListener(): void {}
  dispatchEvent(): boolean {
    return true
  }

  set textContent(value: string) {
    this.childNodes = value === '' ? [] : [new Text(value)]
  }
  get outerHTML(): string {
    const attributes = [...this.attributes].map(
      ([name, value]) => ` ${name}="${escape(value).replaceAll('"', '&quot;')}"`,
    )
    return `<${this.localName}${attributes.join('')}>${this.childNodes.map((child) => child.outerHTML).join('')}</${this.localName}>`
  }
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const page: Record<string, unknown> = {
  nodeType: 9,
  get documentElement(): Element {
    return new Element('http://www.w3.org/1999/xhtml', 'html', page)
  },
  createElement: (name: string): Element => new Element('http://www.w3.org/1999/xhtml', name, page),
  createElementNS: (namespace: string, name: string): Element => new Element(namespace, name, page),
  createTextNode: (data: string): Text => new Text(data),
}

/** To be passed to Plot as its `document`. */
export const serverDocument = page as unknown as Document
