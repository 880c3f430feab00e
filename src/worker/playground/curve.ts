import type { CurvePoint } from './protocol.ts'

/** Epochs that are all recorded; after that every second one, from twice as many on every fourth, and so on. */
const DENSE = 200

/** How far apart recorded epochs lie at this one. */
function stride(epoch: number): number {
  let step = 1
  while (epoch >= DENSE * 2 * step) step *= 2
  return epoch < DENSE ? 1 : step * 2
}

/**
 * The loss at epochs that depend on nothing but their number: the same seed gives the same curve, however fast the
 * machine is and however often the page looks.
 */
export class Curve {
  #points: CurvePoint[] = []

  wants(epoch: number): boolean {
    return epoch % stride(epoch) === 0
  }

  /** Epochs from this one to the next that is recorded, at least 1. */
  untilNext(epoch: number): number {
    let next = epoch + 1
    while (!this.wants(next)) next++
    return next - epoch
  }

  add(point: CurvePoint): void {
    this.#points.push(point)
  }

  restart(point: CurvePoint): void {
    this.#points = [point]
  }

  since(from: number): { from: number; points: CurvePoint[] } {
    const start = Math.min(from, this.#points.length)
    return { from: start, points: this.#points.slice(start) }
  }
}
