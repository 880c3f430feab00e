import { useLayoutEffect, useRef } from 'preact/hooks'
import { serverDocument } from './server-document.ts'

interface Props<T> {
  /** Draws the data with Observable Plot; a module of its own, so that Plot is fetched only at the first change. */
  load: () => Promise<(data: T, document: Document) => Element>
  data: T
  /** The same function at build; undefined in the browser. */
  atBuild: ((data: T, document: Document) => Element) | undefined
  /** Width by height, so that the page keeps the room before anything is drawn. */
  aspectRatio: string
}

/** A chart whose first face is drawn at build. The browser keeps it until the data change, and only then loads Plot. */
export function Chart<T>({ load, data, atBuild, aspectRatio }: Props<T>) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef(data)
  const html = atBuild ? atBuild(data, serverDocument).outerHTML : '' // '' keeps what the build wrote
  useLayoutEffect(() => {
    if (drawn.current === data) return undefined
    let isCurrent = true
    void load().then((draw) => {
      if (!isCurrent) return
      drawn.current = data
      box.current?.replaceChildren(draw(data, document))
    })
    return () => {
      isCurrent = false
    }
  }, [data])
  return (
    <div
      class="chart"
      data-drawing
      ref={box}
      style={{ aspectRatio }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
