import { Text } from './Text.tsx'

/** The lines of a derivation with numbered gaps, as the build drew them. */
export function GivenSteps({ html, count }: { html: Record<string, string>; count: number }) {
  return (
    <ol class="derivation-given">
      {Array.from({ length: count }, (_, i) => (
        <li key={i}>
          <Text class="derivation-line" of={html} name={`step-${i + 1}`} />
          <Text class="derivation-reason" of={html} name={`step-${i + 1}-by`} />
        </li>
      ))}
    </ol>
  )
}
