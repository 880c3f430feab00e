import { useEffect, useState } from 'preact/hooks'
import { loadPhoto } from '../../data/browser.ts'
import { toGray, type Gray } from './gray.ts'

let photo: Promise<Gray> | undefined

/** The photograph's numbers, fetched once for all figures of a page; undefined until they are there, or if they cannot be had. */
export function usePhoto(): Gray | undefined {
  const [gray, setGray] = useState<Gray>()
  useEffect(() => {
    photo ??= loadPhoto('china').then(toGray)
    photo.then(setGray, (error: unknown) => {
      photo = undefined
      console.error(error)
    })
  }, [])
  return gray
}
