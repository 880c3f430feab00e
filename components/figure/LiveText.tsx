import { useEffect, useState } from 'preact/hooks'

/** How long a figure must rest before its description is read out again, in milliseconds. */
const REST = 700

/** The figure in words. A screen reader hears it when the figure comes to rest, not at every step of a drag. */
export function LiveText({ text }: { text: string }) {
  const [spoken, setSpoken] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), REST)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <p class="visually-hidden" aria-live="polite" data-description>
      {spoken}
    </p>
  )
}
