import { Html } from './Html.tsx'

/** The lines of a derivation with numbered gaps, as the build drew them. */
export function GivenSteps({ html, count }: { html: Record<string, string>; count: number }) {
  return (
    <ol class="derivation-given">
      {Array.from({ length: count }, (_, i) => (
        <li key={i}>
          <Html class="derivation-line" html={html[`step-${i + 1}`] ?? ''} />
          <Html class="derivation-reason" html={html[`step-${i + 1}-by`] ?? ''} />
        </li>
      ))}
    </ol>
  )
}
