import { useEffect, useState } from 'preact/hooks'
import { figureOf, hasCodeHost, onHosts, provideFigure, type FigureHost } from './judge-host.ts'

/** Draws again when a figure or the code host arrives. */
function useHosts(): void {
  const [, draw] = useState(0)
  useEffect(() => onHosts(() => draw((n) => n + 1)), [])
}

/** The figure of that name, once it is live on this page. */
export function useFigure(name: string): FigureHost | undefined {
  useHosts()
  return figureOf(name)
}

export function useHasCode(): boolean {
  useHosts()
  return hasCodeHost()
}

/**
 * For a figure's panel: lets exercises set it up and be judged by its model. `slug` is its folder below components/.
 * `host` may be a new object at every draw; exercises always see the latest.
 */
export function useAsTarget(slug: string, id: string, host: Omit<FigureHost, 'anchor'>): void {
  const [latest] = useState({ host })
  latest.host = host
  useEffect(
    () =>
      provideFigure([slug, id], {
        anchor: id,
        state: () => latest.host.state(),
        setState: (state) => latest.host.setState(state),
        measure: (state, measure) => latest.host.measure(state, measure),
      }),
    [slug, id],
  )
}
