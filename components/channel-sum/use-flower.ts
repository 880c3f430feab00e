import { useEffect, useState } from 'preact/hooks'
import { loadPhoto, photoUrl } from '../../data/browser.ts'
import type { Colors } from './model.ts'

let photo: Promise<Colors> | undefined

/** The photograph's numbers, fetched once for all figures of a page. Rejects where they cannot be had; then asks again. */
export function flower(): Promise<Colors> {
  photo ??= loadPhoto('flower').catch((error: unknown) => {
    photo = undefined
    throw error
  })
  return photo
}

/** The photograph as the browser shows it. */
export const flowerAddress = (): string => photoUrl('flower')

/** Undefined until the numbers are there, or if they cannot be had. */
export function useFlower(): Colors | undefined {
  const [colors, setColors] = useState<Colors>()
  useEffect(() => {
    flower().then(setColors, console.error)
  }, [])
  return colors
}
