const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'opacity',
  'text-anchor',
  'fill-opacity',
]

/** A copy of a drawing that looks the same without the page's styles. */
function standalone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')]
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  originals.forEach((original, i) => {
    const style = getComputedStyle(original)
    for (const property of PROPERTIES)
      copies[i]!.style.setProperty(property, style.getPropertyValue(property))
  })
  return copy
}

/** All drawings of a figure as one SVG file, side by side as they stand, on the page's paper; canvases as pictures in it. */
export function figureAsSvg(frame: HTMLElement): string {
  const box = frame.getBoundingClientRect()
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--raised').trim()
  const drawings = [
    ...frame.querySelectorAll<SVGSVGElement | HTMLCanvasElement>(
      'svg[data-drawing], [data-drawing] svg, canvas[data-drawing]',
    ),
  ]
  const parts = drawings.map((svg) => {
    const at = svg.getBoundingClientRect()
    if (svg instanceof HTMLCanvasElement)
      return `<image x="${at.left - box.left}" y="${at.top - box.top}" width="${at.width}" height="${at.height}" preserveAspectRatio="none" href="${svg.toDataURL()}"/>`
    const copy = standalone(svg)
    copy.setAttribute('x', String(at.left - box.left))
    copy.setAttribute('y', String(at.top - box.top))
    copy.setAttribute('width', String(at.width))
    copy.setAttribute('height', String(at.height))
    return new XMLSerializer().serializeToString(copy)
  })
  const size = `width="${Math.ceil(box.width)}" height="${Math.ceil(box.height)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="${paper}"/>${parts.join('')}</svg>`
}

/** Hands the reader a file. */
export function download(name: string, type: string, content: string | Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
